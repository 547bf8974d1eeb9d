"""Tests of what is kept: settings, guardrails, migrations, many writers at once, and databases that cannot be used."""
