"""Results of every `soan eval`, committed with a hash of the code they were measured with."""
