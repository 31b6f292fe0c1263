"""The demo story: ninety days of an Indonesian retail company, told through the actions themselves."""
