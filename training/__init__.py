"""How each weight of the reader was made: data preparation, training, export."""
