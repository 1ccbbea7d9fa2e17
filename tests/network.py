"""Keeps tests from any network, as the demo is kept from it."""

from installer.demo.network import Network

__all__ = ["Network"]
