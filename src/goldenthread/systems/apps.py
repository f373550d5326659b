from django.apps import AppConfig


class SystemsConfig(AppConfig):
    name = "goldenthread.systems"
    label = "systems"
    verbose_name = "Systems and people"
