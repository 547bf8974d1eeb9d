"""Reconciling: lists of projects from other offices are held against our figures, and each difference is explained."""
