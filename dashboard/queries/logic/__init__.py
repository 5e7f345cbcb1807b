"""Logic checks (逻辑校验): rows of the registers of people that contradict themselves or each other."""
