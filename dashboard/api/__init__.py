"""Addresses that give or take data instead of pages (接口): each module installs its routes on the server."""
