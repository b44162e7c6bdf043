"""The dashboard: stories go in by choosing, uploading or pasting; networks, panels and passages come out."""

from __future__ import annotations
