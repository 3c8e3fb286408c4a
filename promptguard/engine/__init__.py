"""Rules become pattern databases, one pass names candidates; knows no rule family."""
