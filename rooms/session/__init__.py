"""What the meeting works through: its agenda and clocks, chat, conclusions, recording."""
