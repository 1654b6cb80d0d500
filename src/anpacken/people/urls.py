from django.urls import URLPattern, URLResolver, path

from anpacken.people.views import my_page, my_page_deeds, public, sign_up, withdraw

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mitmachen/", sign_up.choice, name="sign_up"),
    path("mitmachen/person/", sign_up.person, name="sign_up_person"),
    path("mitmachen/institution/", sign_up.institution, name="sign_up_institution"),
    path("mitmachen/postfach/", sign_up.sent, name="sign_up_sent"),
    path("mitmachen/bestaetigen/<str:token>/", sign_up.confirm, name="sign_up_confirm"),
    path("mitmachen/willkommen/", sign_up.done, name="sign_up_done"),
    path("mitmachen/newsletter/", sign_up.newsletter_done, name="newsletter_done"),
    path("abmelden/<str:token>/", withdraw.withdraw, name="withdraw"),
    path("meine-seite/", my_page.my_page, name="my_page"),
    path("meine-seite/postfach/", my_page.sent, name="my_page_sent"),
    path("meine-seite/oeffnen/<str:token>/", my_page.open_link, name="my_page_open"),
    path("meine-seite/schliessen/", my_page.close, name="my_page_close"),
    path("meine-seite/geschlossen/", my_page.closed, name="my_page_closed"),
    path("meine-seite/angaben/", my_page.details, name="my_page_details"),
    path("meine-seite/adresse/", my_page.address, name="my_page_address"),
    path("meine-seite/adresse/bestaetigen/<str:token>/", my_page.new_address, name="my_page_new_address"),
    path("meine-seite/adresse/geaendert/", my_page.address_changed, name="my_page_address_changed"),
    path("meine-seite/bild/", my_page.picture, name="my_page_picture"),
    path("meine-seite/passkey/", my_page_deeds.passkey, name="my_page_passkey"),
    path("meine-seite/daten/", my_page.held, name="my_page_held"),
    path("meine-seite/daten.json", my_page.held_json, name="my_page_held_json"),
    path("meine-seite/einwilligungen/", my_page_deeds.consents, name="my_page_consents"),
    path("meine-seite/austreten/", my_page_deeds.leave, name="my_page_leave"),
    path("meine-seite/loeschen/", my_page_deeds.erase, name="my_page_erase"),
    path("meine-seite/geloescht/", my_page_deeds.erased, name="my_page_erased"),
    path("unterstuetzende/", public.supporter_list, name="supporter_list"),
]
