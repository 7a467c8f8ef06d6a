SELECT wrapped FROM keys WHERE history = ?1
