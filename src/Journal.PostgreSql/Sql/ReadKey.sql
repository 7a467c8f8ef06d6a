SELECT wrapped FROM medrecords.keys WHERE history = $1
