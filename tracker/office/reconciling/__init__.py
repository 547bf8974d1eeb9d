"""Recognition (认定): what was reported is put before a second person, who recognises it or sends it back."""
