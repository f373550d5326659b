from django.apps import AppConfig


class CanvasConfig(AppConfig):
    name = "goldenthread.canvas"
    label = "canvas"
    verbose_name = "The canvas"
