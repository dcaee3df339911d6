"""The Progress page: its charts, its sessions and the report for a physiotherapist."""
