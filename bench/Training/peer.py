"""Whole training steps of the same decoder in PyTorch: forward, backward, clipping, AdamW.

usage: peer.py THREADS STEPS VOCABULARY WIDTH LAYERS HEADS KEY_HEADS INNER COLUMNS ROWS
Prints: shortest ms a step, shortest ms of processor time, peak MB, last loss.
Fused attention is used where this PyTorch has it (2.0 and later), and the fused optimiser likewise.
"""
import os
import resource
import sys
import time

threads, steps, V, D, L, H, K, FF, T, B = map(int, sys.argv[1:11])
os.environ.setdefault("OMP_NUM_THREADS", str(threads))
import torch
import torch.nn.functional as F

torch.set_num_threads(threads)
torch.manual_seed(1)
hd, N, G = D // H, B * T, H // K
hasFused = hasattr(F, "scaled_dot_product_attention")

angles = torch.arange(T, dtype=torch.float64)[:, None] * 10000.0 ** (-2.0 * torch.arange(hd // 2, dtype=torch.float64) / hd)
cos, sin = angles.cos().float(), angles.sin().float()
mask = torch.triu(torch.full((T, T), -1e9), 1)
P = {}


def parameter(name, *shape):
    P[name] = torch.nn.Parameter(torch.ones(shape) if len(shape) == 1 else 0.02 * torch.randn(shape))


parameter("embed", V, D)
for l in range(L):
    for name, rows, columns in (("q", D, D), ("k", K * hd, D), ("v", K * hd, D), ("o", D, D), ("g", FF, D), ("u", FF, D), ("d", D, FF)):
        parameter(f"{l}.{name}", rows, columns)
    parameter(f"{l}.n1", D)
    parameter(f"{l}.n2", D)
parameter("norm", D)


def norm(x, w):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * w


def rope(x):
    p, q = x[..., : hd // 2], x[..., hd // 2 :]
    return torch.cat((p * cos - q * sin, q * cos + p * sin), -1)


def heads(x, n):
    return x.view(B, T, n, hd).transpose(1, 2)


def attend(q, k, v):
    if hasFused:
        return F.scaled_dot_product_attention(q, k.repeat_interleave(G, 1), v.repeat_interleave(G, 1), is_causal=True)
    q = q.reshape(B, K, G * T, hd)  # grouped queries share their key head: nothing is repeated
    p = torch.softmax((torch.matmul(q, k.transpose(-1, -2)) * hd**-0.5).view(B, H, T, T) + mask, -1)
    return torch.matmul(p.view(B, K, G * T, T), v).view(B, H, T, hd)


def model(ids):
    x = F.embedding(ids, P["embed"])
    for l in range(L):
        h = norm(x, P[f"{l}.n1"])
        q, k, v = rope(heads(F.linear(h, P[f"{l}.q"]), H)), rope(heads(F.linear(h, P[f"{l}.k"]), K)), heads(F.linear(h, P[f"{l}.v"]), K)
        x = x + F.linear(attend(q, k, v).transpose(1, 2).reshape(N, D), P[f"{l}.o"])
        h = norm(x, P[f"{l}.n2"])
        x = x + F.linear(F.silu(F.linear(h, P[f"{l}.g"])) * F.linear(h, P[f"{l}.u"]), P[f"{l}.d"])
    return F.linear(norm(x, P["norm"]), P["embed"])


def batch(number):
    g = torch.Generator().manual_seed(1000 + number)
    tokens = torch.randint(0, V, (B, T + 1), generator=g)
    for t in range(T):
        follows = torch.rand(B, generator=g) < 0.7
        tokens[:, t + 1] = torch.where(follows, (tokens[:, t] * 31 + 7) % V, torch.randint(0, 200, (B,), generator=g))
    return tokens[:, :-1].reshape(-1).contiguous(), tokens[:, 1:].reshape(-1).contiguous()


parameters = list(P.values())
kind = {"fused": True} if hasFused else {"foreach": True}
try:
    optimiser = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.01, **kind)
except (RuntimeError, TypeError):
    optimiser = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.01, foreach=True)
batches = [batch(i) for i in range(8)]
walls, processors = [], []
for i in range(3 + steps):
    ids, labels = batches[i % 8]
    wall, processor = time.perf_counter(), time.process_time()
    optimiser.zero_grad(set_to_none=True)
    loss = F.cross_entropy(model(ids), labels)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimiser.step()
    value = loss.item()
    if i >= 3:
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
print(f"{min(walls) * 1e3:.2f} {min(processors) * 1e3:.2f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} {value:.5f}")
