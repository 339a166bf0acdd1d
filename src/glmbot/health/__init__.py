"""What an operator asks of the bot: whether all is in order here, and how it fares while it runs.

`finding` and `machine` serve `glmbot doctor`; what needs Discord stands in `glmbot.bot.examination`.
"""
