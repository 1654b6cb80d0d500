"""One-off work for later: the one place that knows where Django's task interface lives.

It moves to `django.tasks` with Django 6; then this module changes and nothing else.

    @task()
    def make_report(report_id: str) -> None: ...

    make_report.enqueue(report.public_id)   # inside the transaction of the deed

A task is repeatable without harm: it runs again after a failure, and after its worker died half-way.
"""

from __future__ import annotations

from django_tasks import TaskResultStatus, task
from django_tasks.base import TaskContext

__all__ = ["TaskContext", "TaskResultStatus", "task"]
