"""The embedder's training loop: a small sentence encoder in PyTorch, contrastive, on one CPU core.

Run by models/steps/embedder.ts, which writes the texts as token ids:

    python3 models/training/embedder.py FOLDER

Reads   FOLDER/plan.json, FOLDER/groups.json ({sources, groups: [[source, [[id]]]]})
Writes  FOLDER/weights.safetensors, FOLDER/state.pt (to resume), FOLDER/train.log.jsonl

Two texts of a group are drawn to each other and away from all other groups of the batch (InfoNCE,
both ways). A text's vector is the mean of its tokens' outputs, each with a gate of its own, scaled to
length 1. This file knows nothing about what is asked; the same forward pass is written as an ONNX
graph by models/embedder/graph.ts.
"""
import json, math, os, sys, time
import torch
import torch.nn.functional as F
from base import fast_product, save_weights


def initial(shape, seed):
    E, L, FF = shape["width"], shape["layers"], shape["hidden"]
    g = torch.Generator().manual_seed(seed)
    normal = lambda o, i, s: torch.randn(o, i, generator=g) * s
    s = 1 / math.sqrt(E)
    z = s / math.sqrt(2 * max(1, L))
    w = {"token": normal(shape["vocabulary"], E, 0.1), "position": normal(shape["positions"], E, 0.01),
         "norm.weight": torch.ones(E), "norm.bias": torch.zeros(E), "gate.weight": torch.zeros(1, E), "gate.bias": torch.zeros(1)}
    for l in range(L):
        b = f"layer.{l}."
        for n in ("attention", "feed"):
            w[b + n + ".norm.weight"], w[b + n + ".norm.bias"] = torch.ones(E), torch.zeros(E)
        w[b + "qkv"], w[b + "out"] = normal(3 * E, E, s), normal(E, E, z)
        w[b + "up"], w[b + "down"] = normal(FF, E, s), normal(E, FF, z)
    return {k: v.requires_grad_(True) for k, v in w.items()}


def encode(w, shape, parts):
    """parts: of `padded`. -> vectors [B, E] of length 1, in the order of the parts."""
    E, H = shape["width"], shape["heads"]
    norm = lambda x, n: F.layer_norm(x, (E,), w[n + ".weight"], w[n + ".bias"], 1e-5)
    # One look-up for all: each has a gradient as large as the table.
    rows = F.embedding(torch.cat([ids.reshape(-1) for ids, _ in parts]), w["token"])
    out, at = [], 0
    for ids, mask in parts:
        B, T = ids.shape
        x = rows[at:at + B * T].view(B, T, E) + w["position"][:T]
        at += B * T
        away = ((1 - mask) * -1e4)[:, None, None, :]
        for l in range(shape["layers"]):
            b = f"layer.{l}."
            q, k, v = F.linear(norm(x, b + "attention.norm"), w[b + "qkv"]).view(B, T, 3, H, E // H).permute(2, 0, 3, 1, 4)
            a = ((q @ k.transpose(-1, -2)).float() / math.sqrt(E // H) + away).softmax(-1).to(v.dtype) @ v
            x = x + F.linear(a.transpose(1, 2).reshape(B, T, E), w[b + "out"])
            x = x + F.linear(F.gelu(F.linear(norm(x, b + "feed.norm"), w[b + "up"])), w[b + "down"])
        h = norm(x, "norm")
        h = (h * F.linear(h, w["gate.weight"], w["gate.bias"]).sigmoid()).float() * mask[..., None]
        out.append(F.normalize(h.sum(1) / mask.sum(1, keepdim=True), dim=-1))
    return torch.cat(out)


def padded(rows, together=64):
    """Rows of ids -> [(ids, mask)], sorted by length so that little is padded, and the order to undo it."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    parts = []
    for at in range(0, len(rows), together):
        some = [rows[i] for i in order[at:at + together]]
        T = len(some[-1])
        parts.append((torch.tensor([r + [0] * (T - len(r)) for r in some]),
                      torch.tensor([[1.0] * len(r) + [0.0] * (T - len(r)) for r in some])))
    back = torch.empty(len(rows), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(rows))
    return parts, back


def batches(groups, shares, pairs, drop, seed):
    """Endless: a text of each of `pairs` groups, then another of each, tokens left out at random."""
    import random
    r = random.Random(seed)
    by = {}
    for source, texts in groups:
        by.setdefault(source, []).append(texts)
    total = sum(shares[s] for s in by)
    while True:
        chosen = []
        for source, of in sorted(by.items()):
            chosen += r.sample(of, min(len(of), round(pairs * shares[source] / total)))
        sides = [[], []]
        for texts in chosen:
            for side, ids in zip(sides, r.sample(texts, 2)):
                side.append([ids[0]] + [t for t in ids[1:] if r.random() >= drop])
        yield sides[0] + sides[1]


def train(folder):
    torch.set_num_threads(1)
    plan = json.load(open(f"{folder}/plan.json"))
    data = json.load(open(f"{folder}/groups.json"))
    shape, steps = plan["shape"], plan["steps"]
    w = initial(shape, plan["seed"])
    parameters = list(w.values())
    adam = torch.optim.AdamW([{"params": [w["token"]], "scale": plan["tokenRate"], "weight_decay": 0.0},
                              {"params": [p for k, p in w.items() if k != "token"], "scale": plan["rate"]}],
                             lr=plan["rate"], betas=(0.9, 0.98), weight_decay=0.01)
    step, spent = 0, 0.0
    state = f"{folder}/state.pt"
    if os.path.exists(state):
        kept = torch.load(state)
        step, spent = kept["step"], kept["spent"]
        with torch.no_grad():
            for p, q in zip(parameters, kept["weights"]):
                p.copy_(q)
        adam.load_state_dict(kept["adam"])
    low, began, saved, losses = fast_product(), time.time() - spent, time.time(), []
    draw = batches(data["groups"], plan["shares"], plan["pairs"], plan["drop"], plan["seed"] * 1000003 + step)
    while step < steps:
        parts, back = padded(next(draw))
        with torch.autocast("cpu", dtype=low, enabled=low != torch.float32):
            a, b = encode(w, shape, parts)[back].chunk(2)
        near = a @ b.t() / plan["temperature"]
        right = torch.arange(len(a))
        loss = (F.cross_entropy(near, right) + F.cross_entropy(near.t(), right)) / 2
        adam.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        factor = min(1.0, (step + 1) / 50) * (1 - step / steps)
        for group in adam.param_groups:
            group["lr"] = group["scale"] * factor
        adam.step()
        step += 1
        losses.append(loss.item())
        if step % 50 == 0 or step == steps:
            line = {"step": step, "loss": round(sum(losses) / len(losses), 4), "seconds": round(time.time() - began)}
            with open(f"{folder}/train.log.jsonl", "a") as f:
                f.write(json.dumps(line) + "\n")
            print(json.dumps(line), flush=True)
            losses = []
        if time.time() - saved > 60 or step == steps:
            torch.save({"step": step, "spent": time.time() - began, "weights": [p.detach() for p in parameters],
                        "adam": adam.state_dict()}, state + ".part")
            os.replace(state + ".part", state)
            saved = time.time()
    save_weights(f"{folder}/weights.safetensors", shape, w)


if __name__ == "__main__":
    train(sys.argv[1])
