"""The HTTP API: the service's methods as resources, without a rule or state of its own."""
