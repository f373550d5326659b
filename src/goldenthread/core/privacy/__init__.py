"""Find personal details in what people type, before it is kept or shown."""

from goldenthread.core.privacy.details import Detail, Finding, personal_details, without_details

__all__ = ["Detail", "Finding", "personal_details", "without_details"]
