from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "goldenthread.core.jobs"
    label = "jobs"
    verbose_name = "Jobs"
