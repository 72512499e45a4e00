"""Values everything is built from: fields, times, keys, free text, roles, markings. They know no meeting."""
