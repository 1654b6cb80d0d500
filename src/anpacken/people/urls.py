from django.urls import URLPattern, URLResolver, path

from anpacken.people.views import public, sign_up, withdraw

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mitmachen/", sign_up.choice, name="sign_up"),
    path("mitmachen/person/", sign_up.person, name="sign_up_person"),
    path("mitmachen/institution/", sign_up.institution, name="sign_up_institution"),
    path("mitmachen/postfach/", sign_up.sent, name="sign_up_sent"),
    path("mitmachen/bestaetigen/<str:token>/", sign_up.confirm, name="sign_up_confirm"),
    path("mitmachen/willkommen/", sign_up.done, name="sign_up_done"),
    path("abmelden/<str:token>/", withdraw.withdraw, name="withdraw"),
    path("unterstuetzende/", public.supporter_list, name="supporter_list"),
]
