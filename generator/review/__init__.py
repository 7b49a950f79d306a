"""The reviewer's rules: what is risky, what stands in the way of an approval, what changed, what the history says."""
