"""The office's lists of persons and organisations: quick with 300,000 of them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from anpacken.accounts.office import OfficeIndexView
from anpacken.core import clock
from anpacken.people.fields import counting
from anpacken.people.queries import office as queries
from anpacken.people.queries.narrowing import matching

PAGE_SIZES = (25, 50, 100)
MOST_COUNTED = 5_000
"""Whoever finds more looks for somebody else: they narrow the list down, or export it."""
MOST_FOUND = 500
SUPPORT_ORDERINGS = ("supporter_since", "-supporter_since")


class BoundedPaginator(WagtailPaginator):
    """Counts no further than there is use for: a full count reads every row."""

    most = MOST_COUNTED

    @cached_property
    def counted(self) -> int:
        with counting():
            return int(self.object_list.order_by()[: self.most + 1].count())

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.counted > self.most

    @cached_property
    def count(self) -> int:
        return min(self.counted, self.most)

    @cached_property
    def items_count_label(self) -> str:
        if not self.is_more:
            return str(super().items_count_label)
        words = {"number": number_format(self.most, force_grouping=True), "names": self.verbose_name_plural}
        return _("more than %(number)s %(names)s") % words


class FoundPaginator(BoundedPaginator):
    """What was found by words: nobody turns twenty pages of namesakes, they type another word."""

    most = MOST_FOUND


class SubjectIndexView(OfficeIndexView):
    """Persons or organisations. First the numbers of the page's rows are found, then what its columns say of them."""

    @property
    def paginator_class(self) -> type[BoundedPaginator]:
        return FoundPaginator if self.is_searching else BoundedPaginator

    results_template_name = "people/office/index_results.html"

    def get_paginate_by(self, queryset: Any) -> int:
        asked = self.request.GET.get("size", "")
        return int(asked) if asked in map(str, PAGE_SIZES) else PAGE_SIZES[0]

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.ordering in SUPPORT_ORDERINGS:
            return queries.ordered_by_support(queryset, newest_first=self.ordering.startswith("-"))
        return super().order_queryset(queryset)

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        paginator, page, shown, has_others = super().paginate_queryset(queryset.select_related(None), page_size)
        rows = queries.of_page(self.model, list(shown.values_list("pk", flat=True)), day=clock.today())
        return paginator, page, rows, has_others

    def get_list_buttons(self, instance: Any) -> list[Any]:
        """The name leads to the record and its buttons; a menu in each of a hundred rows costs more than the rows."""
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["page_sizes"] = PAGE_SIZES
        context["page_size"] = self.get_paginate_by(None)
        context["most_counted"] = MOST_COUNTED
        return context
