from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "goldenthread.core.components"
    label = "components"
    verbose_name = "Page components"
