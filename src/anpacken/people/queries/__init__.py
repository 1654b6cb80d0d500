from anpacken.people.queries.consents import consenting, newsletter_subscriptions_since
from anpacken.people.queries.supporters import few_hidden, supporter_counts, supporters_by_district

__all__ = [
    "consenting",
    "few_hidden",
    "newsletter_subscriptions_since",
    "supporter_counts",
    "supporters_by_district",
]
