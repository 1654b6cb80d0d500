from django.urls import path

from anpacken.impact.views import figures, lists, reports

app_name = "impact"
urlpatterns = [
    path("zahlen/", figures.figures, name="figures"),
    path("zahlen/<slug:key>/", figures.figure, name="figure"),
    path("berichte/", reports.report_list, name="report_list"),
    path("berichte/<int:number>/", reports.report, name="report"),
    path("berichte/<int:number>/bericht.pdf", reports.report_pdf, name="report_pdf"),
    path("wirkung/", lists.outcomes, name="outcomes"),
    path("publikationen/", lists.publications, name="publications"),
    path("publikationen/presse/", lists.press, name="press"),
]
