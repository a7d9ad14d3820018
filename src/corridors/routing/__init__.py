"""How goods move: the state graph, its weights, restrictions, engines and routes."""
