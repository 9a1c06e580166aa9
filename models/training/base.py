"""The base model's training loop: a small llama in PyTorch, from scratch, on a CPU.

Run by models/steps/train-base.ts, which writes `plan.json` and keeps shards ahead of us:

    python3 models/training/base.py train FOLDER RANK      (one process per rank)
    python3 models/training/base.py generate WEIGHTS IN.json OUT.json

Reads   FOLDER/plan.json, FOLDER/shards/NNNNN.bin (see models/shards.ts for the format), and
        FOLDER/start.safetensors where it is there: the weights to begin with
Writes  FOLDER/weights.safetensors, FOLDER/state-RANK.pt (to resume), FOLDER/train.log.jsonl

Two processes with one thread each are faster here than one process with two threads (6.5k
against 3.5k tokens/s): the matrices are too small to share. They average gradients through gloo.
Matrices are trained with Muon, whose Newton-Schulz work is split by rank; embedding and norms
with AdamW. The rate warms up, stays, and decays to zero over the last part of the plan, because
copying and exactness come only as it decays. This file knows nothing about abilities.
"""
import json, math, os, struct, sys, time
import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F

TARGET = 0x8000  # the bit of a stored token that says: this token is an answer, train on it


class Model:
    """llama: RMSNorm, rotary attention, SwiGLU, head tied to the embedding. Rotary pairs are
    interleaved as in the GGUF, so that the weights are exported without permutation."""

    def __init__(self, shape, weights=None, seed=0, product=torch.float32):
        """`product`: the precision matrices are multiplied in. bfloat16 is twice as fast a step on a
        processor that has it (gradients agree to a cosine of .999); weights, norms, softmax, rotation
        and residual stay in float32."""
        self.shape, self.product = shape, product
        E, L, FF, V = shape["width"], shape["layers"], shape["hidden"], shape["vocabulary"]
        H = shape["heads"]
        self.head = E // H
        if weights is None:
            g = torch.Generator().manual_seed(seed)
            normal = lambda o, i, s: torch.randn(o, i, generator=g) * s
            s = 0.8 / math.sqrt(E)              # 0.8: measured slightly better than 1.0
            z = s / math.sqrt(2 * L)            # residual branches start small (GPT-2)
            weights = {"token_embd.weight": normal(V, E, 0.04), "output_norm.weight": torch.ones(E)}
            for l in range(L):
                b = f"blk.{l}."
                weights[b + "attn_norm.weight"] = torch.ones(E)
                weights[b + "ffn_norm.weight"] = torch.ones(E)
                for n in ("attn_q", "attn_k", "attn_v"):
                    weights[b + n + ".weight"] = normal(E, E, s)
                weights[b + "attn_output.weight"] = normal(E, E, z)
                weights[b + "ffn_gate.weight"] = normal(FF, E, s)
                weights[b + "ffn_up.weight"] = normal(FF, E, s)
                weights[b + "ffn_down.weight"] = normal(E, FF, z)
        self.w = {k: v.clone().requires_grad_(True) for k, v in weights.items()}
        D, T = self.head, shape["context"]
        angle = torch.arange(T)[:, None] * 10000.0 ** (-2 * torch.arange(D // 2) / D)[None]
        # Rows are gathered even-then-odd below, so the rotation can use two contiguous halves.
        self.cos = torch.cat([angle.cos()] * 2, -1)
        self.sin = torch.cat([-angle.sin(), angle.sin()], -1)
        self.mask = torch.full((T, T), -1e9).triu(1)
        order = torch.cat([torch.arange(0, D, 2), torch.arange(1, D, 2)])
        self.rows = torch.cat([order + h * D for h in range(H)])

    def hidden(self, tokens, cache=None):
        """tokens [B, T] -> states [B, T, E] after the last norm. `cache` is a list, filled and used
        layer by layer, for generation."""
        w, D = self.w, self.head
        H, E, L = self.shape["heads"], self.shape["width"], self.shape["layers"]
        B, T = tokens.shape
        x = F.embedding(tokens, w["token_embd.weight"])
        start = cache[0][0].shape[2] if cache else 0
        cos, sin = self.cos[start:start + T], self.sin[start:start + T]
        mask, low = self.mask[start:start + T, :start + T], self.product
        norm = lambda x, g: x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * g
        rotate = lambda x: x * cos + torch.cat([x[..., D // 2:], x[..., :D // 2]], -1) * sin
        for l in range(L):
            b = f"blk.{l}."
            h = norm(x, w[b + "attn_norm.weight"]).to(low)
            qkv = torch.cat([w[b + "attn_q.weight"][self.rows] * D ** -0.5,
                             w[b + "attn_k.weight"][self.rows], w[b + "attn_v.weight"]]).to(low)
            q, k, v = F.linear(h, qkv).view(B, T, 3, H, D).permute(2, 0, 3, 1, 4)
            q, k = rotate(q.float()).to(low), rotate(k.float()).to(low)
            if cache is not None:
                if len(cache) > l:
                    k, v = torch.cat([cache[l][0], k], 2), torch.cat([cache[l][1], v], 2)
                    cache[l] = (k, v)
                else:
                    cache.append((k, v))
            a = ((q @ k.transpose(-1, -2)).float() + mask).softmax(-1).to(low) @ v
            x = x + F.linear(a.transpose(1, 2).reshape(B, T, E), w[b + "attn_output.weight"].to(low)).float()
            h = norm(x, w[b + "ffn_norm.weight"]).to(low)
            # Two products: halves of one are not contiguous, and SiLU on such is several times slower.
            g, u = F.linear(h, w[b + "ffn_gate.weight"].to(low)), F.linear(h, w[b + "ffn_up.weight"].to(low))
            x = x + F.linear(F.silu(g) * u, w[b + "ffn_down.weight"].to(low)).float()
        return norm(x, w["output_norm.weight"])

    def logits(self, h):
        return F.linear(h.to(self.product), self.w["token_embd.weight"].to(self.product)).float()


def fast_product():
    """bfloat16 where the processor multiplies it natively; emulated it would be slower. UNDERSTUDY_PRODUCT
    names another, as `float32`: what other processors take."""
    if "UNDERSTUDY_PRODUCT" in os.environ:
        return getattr(torch, os.environ["UNDERSTUDY_PRODUCT"])
    flags = open("/proc/cpuinfo").read() if os.path.exists("/proc/cpuinfo") else ""
    return torch.bfloat16 if "avx512_bf16" in flags or "amx_bf16" in flags else torch.float32


def newton_schulz(G, steps=5):
    """The nearest orthogonal matrix, roughly. Coefficients: Keller Jordan's Muon."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = G.shape[0] > G.shape[1]
    X = G.t() if tall else G
    X = X / (X.norm() + 1e-7)
    for _ in range(steps):
        A = X @ X.t()
        X = a * X + (b * A + c * A @ A) @ X
    return X.t() if tall else X


class Muon:
    """Each rank keeps the momentum of, and orthogonalises, its own share of the matrices."""

    def __init__(self, matrices, rank, world, product, decay=0.02):
        self.product = product
        self.matrices = sorted(matrices, key=lambda p: -p.numel())
        self.rank, self.world, self.decay = rank, world, decay
        self.momentum = {i: torch.zeros_like(p) for i, p in enumerate(self.matrices) if i % world == rank}

    @torch.no_grad()
    def step(self, rate):
        updates = [torch.zeros_like(p) for p in self.matrices]
        for i, m in self.momentum.items():
            g = self.matrices[i].grad
            m.mul_(0.95).add_(g, alpha=0.05)
            updates[i] = newton_schulz((g * 0.05 + m * 0.95).to(self.product)).float()
        flat = torch.cat([u.reshape(-1) for u in updates])
        if self.world > 1:
            dist.all_reduce(flat)
        at = 0
        for p in self.matrices:
            u = flat[at:at + p.numel()].view_as(p)
            at += p.numel()
            p.mul_(1 - rate * self.decay).add_(u, alpha=-rate * max(1, p.shape[0] / p.shape[1]) ** 0.5)


def save_weights(path, shape, weights):
    """safetensors: a length, a JSON header, the raw floats. Written beside, then renamed."""
    header, at = {"__metadata__": {"shape": json.dumps(shape)}}, 0
    for k, v in weights.items():
        header[k] = {"dtype": "F32", "shape": list(v.shape), "data_offsets": [at, at + 4 * v.numel()]}
        at += 4 * v.numel()
    h = json.dumps(header).encode()
    h += b" " * (-len(h) % 8)
    with open(path + ".part", "wb") as f:
        f.write(struct.pack("<Q", len(h)) + h)
        for v in weights.values():
            f.write(v.detach().numpy().astype("<f4").tobytes())
    os.replace(path + ".part", path)


def load_weights(path):
    with open(path, "rb") as f:
        n = struct.unpack("<Q", f.read(8))[0]
        header = json.loads(f.read(n))
        data = f.read()
    shape = json.loads(header.pop("__metadata__")["shape"])
    read = lambda e: torch.from_numpy(np.frombuffer(data[e["data_offsets"][0]:e["data_offsets"][1]], "<f4").copy()).view(e["shape"])
    return shape, {k: read(e) for k, e in header.items()}


def read_shard(path, rank, world, budget, seed):
    """Batches of this rank: sequences sorted by length, packed up to `budget` padded tokens, in an
    order drawn from the seed. Ranks take neighbouring batches, so that they take equally long."""
    with open(path, "rb") as f:
        count, total = struct.unpack("<II", f.read(8))
        lengths = np.frombuffer(f.read(4 * count), "<u4").astype(np.int64)
        tokens = np.frombuffer(f.read(2 * total), "<u2")
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    order = np.argsort(lengths, kind="stable")
    batches, batch = [], []
    for i in order:
        if batch and lengths[i] * (len(batch) + 1) > budget:
            batches.append(batch)
            batch = []
        batch.append(i)
    if batch:
        batches.append(batch)
    groups = [batches[i:i + world] for i in range(0, len(batches) - world + 1, world)]
    for g in np.random.default_rng(seed).permutation(len(groups)):
        rows = groups[g][rank]
        width = int(lengths[rows].max())
        x = np.full((len(rows), width), 5, np.int64)
        target = np.zeros((len(rows), width), bool)
        for j, i in enumerate(rows):
            t = tokens[starts[i]:starts[i] + lengths[i]]
            x[j, :len(t)] = t & 0x7FFF
            target[j, :len(t)] = (t & TARGET) != 0
        at = np.flatnonzero(target)
        yield torch.from_numpy(x), torch.from_numpy(at - 1), torch.from_numpy(x.reshape(-1)[at]), int(lengths[rows].sum())


def train(folder, rank):
    plan = json.load(open(f"{folder}/plan.json"))
    world, shape = plan["processes"], plan["shape"]
    torch.set_num_threads(1)
    torch.manual_seed(plan["seed"])
    if world > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(plan["port"]))
        dist.init_process_group("gloo", rank=rank, world_size=world)
    product = fast_product()
    start = f"{folder}/start.safetensors"
    model = Model(shape, load_weights(start)[1] if os.path.exists(start) else None, plan["seed"], product)
    parameters = list(model.w.values())
    matrices = [p for k, p in model.w.items() if p.ndim == 2 and k != "token_embd.weight"]
    rest = [p for k, p in model.w.items() if p.ndim == 1 or k == "token_embd.weight"]
    muon = Muon(matrices, rank, world, product)
    adam = torch.optim.AdamW(rest, plan["adamRate"], betas=(0.9, 0.98), weight_decay=0.0)
    step, shard, batch, seen, spent = 0, 0, 0, 0, 0.0
    state = f"{folder}/state-{rank}.pt"
    if os.path.exists(f"{folder}/state-0.pt"):
        # Momentum is divided among the ranks that wrote it, which need not be as many as we are now.
        kept = [torch.load(f"{folder}/state-{r}.pt") for r in range(64) if os.path.exists(f"{folder}/state-{r}.pt")]
        s = max(kept, key=lambda s: s["step"])
        step, shard, batch, seen, spent = s["step"], s["shard"], s.get("batch", 0), s["seen"], s["spent"]
        with torch.no_grad():
            for p, q in zip(parameters, s["weights"]):
                p.copy_(q)
        for k in kept:
            for i, m in k["muon"].items():
                if k["step"] == s["step"] and i in muon.momentum:
                    muon.momentum[i] = m
        adam.load_state_dict(s["adam"])
    said, began, losses, last = time.time(), time.time() - spent, [], seen

    latest = dict(plan)

    def progress():
        """How far we are, 0..1 by tokens seen or by the clock, and where the decay begins. The plan is
        read again each time, so that the end can be moved while it runs; half written, it changes nothing."""
        try:
            latest.update(json.load(open(f"{folder}/plan.json")))
        except ValueError:
            pass
        p = latest
        if p.get("endsAt"):
            return (time.time() - p["startedAt"]) / (p["endsAt"] - p["startedAt"]), p["decayFrom"]
        return seen / p["tokens"], p["decayFrom"]

    def save():
        torch.save({"step": step, "shard": shard, "batch": batch, "seen": seen, "spent": time.time() - began,
                    "weights": [p.detach() for p in parameters], "muon": muon.momentum,
                    "adam": adam.state_dict()}, state + ".part")
        if world > 1:
            dist.barrier()
        os.replace(state + ".part", state)
        if rank == 0:
            save_weights(f"{folder}/weights.safetensors", shape, model.w)

    saved, done, factor = time.time(), False, 1.0
    while not done:
        path = f"{folder}/shards/{shard:05d}.bin"
        while not os.path.exists(path):
            time.sleep(0.5)
        for number, (x, at, y, real) in enumerate(read_shard(path, rank, world, plan["batchTokens"], plan["seed"] + shard)):
            if number < batch:  # done before it was interrupted
                continue
            batch = number + 1
            h = model.hidden(x).view(-1, shape["width"])[at]
            loss = F.cross_entropy(model.logits(h), y)
            for p in parameters:
                p.grad = None
            loss.backward()
            # Rank 0 reads the plan and decides for all, or two ranks would take different steps.
            part, decay_from = progress() if rank == 0 else (0.0, 0.0)
            extra = [loss.item(), float(real), part * world, decay_from * world, float(rank == 0 and time.time() - saved > plan["saveSeconds"])]
            flat = torch.cat([p.grad.reshape(-1) for p in parameters] + [torch.tensor(extra)])
            if world > 1:
                dist.all_reduce(flat)
                flat /= world
            n = 0
            for p in parameters:
                p.grad = flat[n:n + p.numel()].view_as(p)
                n += p.numel()
            mean, real, part, decay_from, due = flat[n:].tolist()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            decayed = max(0.0, (part - decay_from) / (1 - decay_from))
            factor = min(1.0, (step + 1 - plan.get("warmFrom", 0)) / 100) * max(0.0, 1 - decayed) * plan.get("peak", 1)
            adam.param_groups[0]["lr"] = plan["adamRate"] * factor
            adam.step()
            muon.step(plan["muonRate"] * factor)
            step, seen, done = step + 1, seen + int(real * world), part >= 1
            losses.append(mean)
            if rank == 0 and (step % 50 == 0 or done):
                now = time.time()
                line = {"step": step, "shard": shard, "seen": seen, "loss": round(sum(losses) / len(losses), 4),
                        "rate": round(factor, 4), "part": round(part, 4), "tokensPerSecond": round((seen - last) / (now - said)),
                        "seconds": round(now - began)}
                with open(f"{folder}/train.log.jsonl", "a") as f:
                    f.write(json.dumps(line) + "\n")
                print(json.dumps(line), flush=True)
                said, losses, last = now, [], seen
            if done:
                break
            if due > 0:
                save()
                saved = time.time()
        shard, batch = shard + 1, 0
    save()


@torch.no_grad()
def generate(weights, source, target):
    """Greedy. IN: {prompts: [[id]], most, end}. OUT: [{ids, logprobs}], prompts grouped by length."""
    torch.set_num_threads(1)
    shape, w = load_weights(weights)
    model, job = Model(shape, w), json.load(open(source))
    out, by = [None] * len(job["prompts"]), {}
    for i, p in enumerate(job["prompts"]):
        by.setdefault(len(p), []).append(i)
    for length, rows in by.items():
        x, cache = torch.tensor([job["prompts"][i] for i in rows]), []
        ids, lps, live = [[] for _ in rows], [[] for _ in rows], set(range(len(rows)))
        for n in range(min(job["most"], shape["context"] - length)):
            h = model.hidden(x, cache)[:, -1]
            v, t = F.log_softmax(model.logits(h), -1).max(-1)
            for j in list(live):
                ids[j].append(int(t[j]))
                lps[j].append(float(v[j]))
                if ids[j][-1] == job["end"]:
                    live.discard(j)
            if not live:
                break
            x = t[:, None]
        for j, i in enumerate(rows):
            out[i] = {"ids": ids[j], "logprobs": lps[j]}
    json.dump(out, open(target, "w"))


if __name__ == "__main__":
    if sys.argv[1] == "train":
        train(sys.argv[2], int(sys.argv[3]))
    else:
        generate(*sys.argv[2:5])
