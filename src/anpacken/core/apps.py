from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "anpacken.core"
    label = "core"

    def ready(self) -> None:
        from django.urls import register_converter

        from anpacken.core.ids import PublicIdConverter

        # Here and not beside the addresses: the office's lists are read before them.
        register_converter(PublicIdConverter, "public_id")
