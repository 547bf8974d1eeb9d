"""Tests of the assessment: units, what counts for them, what they are to reach."""
