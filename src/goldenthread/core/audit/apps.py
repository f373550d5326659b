from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "goldenthread.core.audit"
    label = "audit"
    verbose_name = "Audit trail"
