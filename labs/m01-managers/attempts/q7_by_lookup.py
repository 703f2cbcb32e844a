# earns: full
letters = load("biases.csv").set_index("text")["id"]
opinions = load("conclusions.csv").set_index("text")["id"]
q7 = {
    "volunteer": letters["手を挙げた人は、はじめから意欲や知識がある。"],
    "nominate": letters["仕事の都合がつき、出しやすい人が選ばれる。"],
    "conclusion": opinions["はじめの差があるので、選び方の効果とは言えない。"],
}
