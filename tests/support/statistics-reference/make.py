"""Writes reference.json beside this file: what independent libraries give for fixed inputs.

python3 -m venv venv && venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6 krippendorff==0.9.0 firthmodels==0.8.2
venv/bin/python tests/support/statistics-reference/make.py
"""
import itertools
import json
import pathlib
from importlib.metadata import version

import firthmodels
import krippendorff
import numpy as np
import pandas as pd
from scipy import integrate, linalg, optimize, special, stats
from statsmodels.discrete.discrete_model import Logit
from statsmodels.formula.api import ols
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.regression.linear_model import OLS
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.stats.power import TTestPower
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import power_proportions_2indep, proportion_confint
from statsmodels.stats.sandwich_covariance import cov_cluster_2groups

LIBRARIES = ["scipy", "statsmodels", "numpy", "krippendorff", "firthmodels"]
cases = []


def add(function, by, given, gives):
    cases.append({"function": function, "by": by, "given": given, "gives": gives})


def numbers(seed, n, digits=3):
    return [round(float(x), digits) for x in np.random.default_rng(seed).normal(size=n)]


# Distributions.
for p, a, b in [(0.025, 3, 8), (0.975, 0.5, 20), (0.3, 200, 5000), (1e-9, 2, 3)]:
    add("betaQuantile", "scipy.stats.beta.ppf", [p, a, b], stats.beta.ppf(p, a, b))
for x, a, b in [(0.2, 3, 8), (0.99, 0.5, 0.5), (0.04, 200, 5000)]:
    add("betaCdf", "scipy.stats.beta.cdf", [x, a, b], stats.beta.cdf(x, a, b))
for p, f in [(0.975, 1), (0.975, 3.7), (0.6, 0.8), (0.9999, 30), (0.975, 5000), (0.1, 12)]:
    add("tQuantile", "scipy.stats.t.ppf", [p, f], stats.t.ppf(p, f))
for x, f in [(2.1, 4), (-0.3, 1.5), (5, 200)]:
    add("tCdf", "scipy.stats.t.cdf", [x, f], stats.t.cdf(x, f))
for x in [-8, -1.96, 0, 0.3, 3.1]:
    add("normalCdf", "scipy.stats.norm.cdf", [x], stats.norm.cdf(x))
for x, f in [(3.84, 1), (50, 30), (2, 7.5)]:
    add("chiSquareTail", "scipy.stats.chi2.sf", [x, f], stats.chi2.sf(x, f))

# Shares.
for k, n, level in [(0, 10, 0.95), (10, 10, 0.95), (7, 20, 0.95), (7, 20, 0.9), (81, 263, 0.95), (1, 1, 0.95)]:
    low, high = proportion_confint(k, n, 1 - level, "beta")
    # statsmodels gives nan or the end itself where nothing or everything succeeded.
    add("clopperPearson", "statsmodels proportion_confint(method='beta')", [k, n, level],
        {"low": 0.0 if k == 0 else low, "high": 1.0 if k == n else high})

# Several tests.
for seed, n in [(1, 5), (2, 9), (3, 1)]:
    p = [round(float(x), 4) for x in np.random.default_rng(seed).uniform(size=n) ** 3]
    if n == 9:
        p[3] = p[5]
    add("holm", "statsmodels multipletests('holm')", p, list(multipletests(p, method="holm")[1]))
    add("benjaminiHochberg", "statsmodels multipletests('fdr_bh')", p, list(multipletests(p, method="fdr_bh")[1]))


# Clusters.
def cr2(y, groups):
    """Bell and McCaffrey's variance and degrees of freedom by matrices, as for any regression."""
    y, groups = np.array(y), np.array(groups)
    n = len(y)
    x = np.ones((n, 1))
    bread = np.linalg.inv(x.T @ x)
    m = np.eye(n) - x @ bread @ x.T
    e = m @ y
    meat, columns = 0, []
    for g in np.unique(groups):
        at = groups == g
        adjust = linalg.fractional_matrix_power(m[np.ix_(at, at)], -0.5).real
        s = x[at].T @ adjust @ e[at]
        meat += s @ s
        columns.append((m[:, at] @ adjust @ x[at] @ bread)[:, 0])
    p = np.array(columns).T
    b = p.T @ p
    return float((bread * meat * bread)[0, 0]), float(np.trace(b) ** 2 / np.sum(b * b))


for seed, sizes in [(4, [3, 3, 3, 3]), (5, [1, 2, 5, 4, 2]), (6, [6, 2])]:
    groups = [g for g, size in enumerate(sizes) for _ in range(size)]
    y = numbers(seed, len(groups))
    fit = OLS(y, np.ones(len(y))).fit(cov_type="cluster", cov_kwds={"groups": np.array(groups)}, use_t=True)
    # Their small-sample factor for one coefficient is G / (G - 1).
    low, high = fit.conf_int(0.05)[0]
    add("clusteredMean CR1", "statsmodels OLS(cov_type='cluster')", {"values": y, "groups": [groups]},
        {"value": fit.params[0], "standardError": fit.bse[0], "low": low, "high": high})
    variance, freedom = cr2(y, groups)
    half = stats.t.ppf(0.975, freedom) * np.sqrt(variance)
    add("clusteredMean CR2", "numpy and scipy.linalg.fractional_matrix_power", {"values": y, "groups": [groups]},
        {"value": np.mean(y), "standardError": np.sqrt(variance), "freedom": freedom,
         "low": np.mean(y) - half, "high": np.mean(y) + half})

one, two = [g for g in range(5) for _ in range(8)], [h % 4 for h in range(40)]
first, second = [1, -1, 0.5, -0.7, 0.2], [0.9, -1.1, 0.6, -0.4]
y = [round(v + first[g] + second[h], 3) for v, g, h in zip(numbers(7, 40), one, two)]
both, *each = cov_cluster_2groups(OLS(y, np.ones(40)).fit(), np.array(one), np.array(two))
assert both[0, 0] > max(one_way[0, 0] for one_way in each)
add("clusteredMean CR1", "statsmodels cov_cluster_2groups", {"values": y, "groups": [one, two]},
    {"value": np.mean(y), "standardError": float(np.sqrt(both[0, 0]))})

# Permutations: every arrangement.
for seed, n in [(10, 6), (11, 9)]:
    d = [round(v + 0.5, 3) for v in numbers(seed, n)]
    found = stats.permutation_test((d,), lambda x, axis: np.abs(np.mean(x, axis=axis)), permutation_type="samples",
                                   alternative="greater", n_resamples=np.inf, vectorized=True)
    add("signFlipTest", "scipy.stats.permutation_test('samples')", d, found.pvalue)
for seed, n, m in [(12, 4, 5), (13, 7, 7), (14, 3, 9)]:
    a, b = [round(v + 0.9, 3) for v in numbers(seed, n)], numbers(seed + 100, m)
    found = stats.permutation_test((a, b), lambda x, y, axis: np.abs(np.mean(x, axis=axis) - np.mean(y, axis=axis)),
                                   permutation_type="independent", alternative="greater", n_resamples=np.inf,
                                   vectorized=True)
    add("permutationTest", "scipy.stats.permutation_test('independent')", [a, b], found.pvalue)

# Distributions of two sets.
for seed, n, m, digits in [(15, 5, 7, 3), (16, 12, 12, 3), (17, 30, 11, 3), (18, 10, 14, 0)]:
    a, b = [round(v + 0.7, 3 if digits else 0) for v in numbers(seed, n, digits)], numbers(seed + 100, m, digits)
    found = stats.ks_2samp(a, b, method="exact")
    add("kolmogorovSmirnov", "scipy.stats.ks_2samp(method='exact')", [a, b],
        {"distance": found.statistic, "probability": found.pvalue})
    how = "exact" if digits else "asymptotic"
    u = stats.mannwhitneyu(a, b, method=how)
    add("mannWhitney", f"scipy.stats.mannwhitneyu(method='{how}')", [a, b], {"u": u.statistic, "probability": u.pvalue})

# Logistic curves.
for seed, n, slopes in [(30, 40, [1.2]), (31, 80, [0.8, -1.1]), (32, 25, [0.0])]:
    rng = np.random.default_rng(seed)
    x = np.round(rng.normal(size=(n, len(slopes))), 3)
    y = (rng.uniform(size=n) < 1 / (1 + np.exp(-(0.3 + x @ slopes)))).astype(int)
    given = {"x": x.tolist(), "y": y.tolist()}
    fit = Logit(y, np.column_stack([np.ones(n), x])).fit(disp=0, tol=1e-12, maxiter=200)
    add("logisticRegression", "statsmodels Logit", given,
        {"estimates": fit.params, "errors": fit.bse, "low": fit.conf_int()[:, 0], "high": fit.conf_int()[:, 1],
         "probabilities": fit.pvalues, "logLikelihood": fit.llf})
separated = [([0, 0.1, 0.2, 0.3, 0.4, 0.5], [0, 0, 0, 1, 1, 1]), ([1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 1, 1, 1, 1])]
rng = np.random.default_rng(33)
separated.append((np.round(rng.normal(size=30), 3).tolist(), (rng.uniform(size=30) < 0.2).astype(int).tolist()))
for x, y in separated:
    firth = firthmodels.FirthLogisticRegression(gtol=1e-8, xtol=1e-8, max_iter=500)
    firth.fit(np.array(x)[:, None], np.array(y))
    ends = firth.conf_int(method="pl", tol=1e-7, max_iter=200)
    tests = firth.lrt().lrt_pvalues_
    last = [1, 0]  # The intercept comes last there.
    rows = np.column_stack([np.ones(len(x)), x])
    p = 1 / (1 + np.exp(-rows @ [firth.intercept_, firth.coef_[0]]))
    # Theirs are of the augmented data; Firth's own come from Fisher's information.
    errors = np.sqrt(np.diag(np.linalg.inv(rows.T @ (rows * (p * (1 - p))[:, None]))))
    add("logisticRegression firth", "firthmodels FirthLogisticRegression", {"x": [[one] for one in x], "y": y},
        {"estimates": [firth.intercept_, firth.coef_[0]], "errors": errors,
         "low": ends[last, 0], "high": ends[last, 1], "probabilities": np.array(tests)[last],
         "logLikelihood": firth.loglik_})

# Random intercepts.
for seed, sizes in [(34, [6] * 8), (35, [3, 5, 2, 7, 4, 6, 3])]:
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    within, between = np.arange(len(groups)) % 2, groups % 2
    y = np.round(1 + 0.7 * within - 0.4 * between + rng.normal(size=len(sizes))[groups] + rng.normal(size=len(groups)), 3)
    x = np.column_stack([np.ones(len(y)), within, between])
    fit = MixedLM(y, x, groups).fit(reml=True, method=["bfgs", "lbfgs", "cg"], gtol=1e-10)
    same = groups[:, None] == groups[None, :]
    v = fit.scale * np.eye(len(y)) + np.asarray(fit.cov_re)[0, 0] * same
    # Theirs come from the curvature in all parameters together; these are of the estimates at its variances.
    errors = np.sqrt(np.diag(np.linalg.inv(x.T @ np.linalg.solve(v, x))))
    add("mixedDesign", "statsmodels MixedLM(reml=True)",
        {"values": y.tolist(), "groups": groups.tolist(), "within": within.tolist(), "between": between.tolist()},
        {"estimates": fit.fe_params, "errors": errors, "cluster": np.asarray(fit.cov_re)[0, 0], "run": fit.scale})

# Power.
for a, b, n, alpha in [(0.5, 0.65, 100, 0.05), (0.1, 0.3, 40, 0.05), (0.9, 0.8, 60, 0.01)]:
    add("powerOfShares", "statsmodels power_proportions_2indep", [a, b, n, alpha],
        power_proportions_2indep(a - b, b, n, ratio=1, alpha=alpha, return_results=False))
for effect, n, alpha in [(0.5, 20, 0.05), (0.2, 100, 0.05), (1.5, 4, 0.05), (0, 10, 0.05), (0.8, 2, 0.1)]:
    add("powerOfPairs", "statsmodels TTestPower", [effect, n, alpha], TTestPower().power(effect, n, alpha))
for effect, margin, n, alpha in [(0, 0.5, 40, 0.05), (0.2, 0.5, 80, 0.05), (0, 1, 6, 0.05), (0.1, 0.3, 20, 0.025)]:
    f, t = n - 1, stats.t.ppf(1 - alpha, n - 1)

    def inside(spread):
        high, low = (margin - effect) * np.sqrt(n) - t * spread, (-margin - effect) * np.sqrt(n) + t * spread
        return max(0, stats.norm.cdf(high) - stats.norm.cdf(low)) * stats.chi.pdf(spread * np.sqrt(f), f) * np.sqrt(f)

    add("powerOfEquivalence", "scipy.integrate.quad over scipy.stats.chi", [effect, margin, n, alpha],
        integrate.quad(inside, 0, margin * np.sqrt(n) / t, epsabs=1e-12, limit=500)[0])

# Components of variance, from mean squares of balanced designs.
for seed, persons, situations, runs, shared in [(40, 5, 3, 4, False), (41, 4, 3, 3, True), (42, 6, 2, 2, False)]:
    rng = np.random.default_rng(seed)
    p, s, r = (axis.ravel() for axis in np.meshgrid(range(persons), range(situations), range(runs), indexing="ij"))
    y = rng.normal(size=persons)[p] + rng.normal(size=situations)[s] + 0.5 * rng.normal(size=(persons, situations))[p, s]
    y = np.round(y + 0.6 * shared * rng.normal(size=(situations, runs))[s, r] + rng.normal(size=len(p)), 3)
    table = anova_lm(ols("y ~ C(p) * C(s)" + (" + C(s):C(r)" if shared else ""),
                         data=pd.DataFrame({"y": y, "p": p, "s": s, "r": r})).fit())
    ms = {name.replace("C(", "").replace(")", ""): mean for name, mean in table["mean_sq"].items()}
    gives = {"person": (ms["p"] - ms["p:s"]) / (situations * runs), "person × situation": (ms["p:s"] - ms["Residual"]) / runs,
             "residual": ms["Residual"]}
    if shared:
        gives["run"] = (ms["s:r"] - ms["Residual"]) / persons
        gives["situation"] = (ms["s"] - ms["s:r"] - ms["p:s"] + ms["Residual"]) / (persons * runs)
    else:
        gives["situation"] = (ms["s"] - ms["p:s"]) / (persons * runs)
    add("varianceShares", "statsmodels anova_lm",
        {"values": y.tolist(), "person": p.tolist(), "situation": s.tolist(),
         "run": (s * 100 + r + (0 if shared else 10000 * (p + 1))).tolist()}, gives)

# Agreement of coders.
for seed, coders, units, codes, missing in [(50, 2, 12, 3, 0), (51, 3, 15, 5, 0.25), (52, 4, 9, 2, 0.1)]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, codes, units)
    data = np.where(rng.uniform(size=(coders, units)) < 0.7, truth, rng.integers(0, codes, (coders, units))).astype(float)
    data[rng.uniform(size=data.shape) < missing] = np.nan
    given = [[None if np.isnan(x) else x for x in row] for row in data.T.tolist()]
    for scale in ["nominal", "ordinal", "interval"]:
        add("krippendorffAlpha", "krippendorff.alpha", {"scale": scale, "units": given},
            krippendorff.alpha(reliability_data=data, level_of_measurement=scale))
    if missing == 0:
        table = np.zeros((codes, codes))
        for a, b in data.T.astype(int):
            table[a, b] += 1
        add("codingAgreement", "statsmodels cohens_kappa", data.T.astype(int).tolist(), cohens_kappa(table).kappa)


# Curves with one half at a place: Firth's penalty over levels, and the places that its profile does not refute.
def penalised(levels, intercept, slope):
    x, happened, runs = (np.array(one, float) for one in zip(*levels))
    odds = intercept + slope * x
    p = special.expit(odds)
    design = np.column_stack([np.ones_like(x), x])
    information = design.T @ (design * (runs * p * (1 - p))[:, None])
    likelihood = np.sum(happened * special.log_expit(odds) + (runs - happened) * special.log_expit(-odds))
    return likelihood + np.linalg.slogdet(information)[1] / 2


for levels in [[(0.1, 1, 20), (0.15, 4, 20), (0.2, 12, 20), (0.3, 19, 20)], [(0, 0, 8), (1, 3, 8), (2, 4.5, 8), (3, 8, 8)],
               [(0.02, 0, 30), (0.04, 0, 30), (0.06, 30, 30)], [(0, 1, 12), (1, 1, 12), (2, 5, 12), (3, 12, 12), (4, 12, 12)]]:
    best = optimize.minimize(lambda at: -penalised(levels, -at[0] * at[1], at[1]), [np.mean([x for x, _, _ in levels]), 5],
                             method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 10000})
    place, slope = best.x

    def refuted(at):
        held = optimize.minimize_scalar(lambda log: -penalised(levels, -at * np.exp(log), np.exp(log)),
                                        bounds=(-6, 8), method="bounded", options={"xatol": 1e-10})
        return 2 * (held.fun - best.fun) - stats.chi2.ppf(0.95, 1)

    span = max(x for x, _, _ in levels) - min(x for x, _, _ in levels)
    add("logisticCrossing", "scipy.optimize.minimize",
        [{"x": x, "happened": happened, "runs": runs} for x, happened, runs in levels],
        {"intercept": -place * slope, "slope": slope, "value": place,
         "low": optimize.brentq(refuted, place - 4 * span, place), "high": optimize.brentq(refuted, place, place + 4 * span)})

# One response to a majority.
for points in [[(-1, 0.1), (-0.5, 0.2), (0, 0.55), (0.5, 0.7), (1, 0.97)], [(-0.6, 0.5), (0.2, 0.45), (0.8, 0.52)],
               [(-1, 0.9), (-0.2, 0.6), (0.4, 0.3)]]:
    m, p = np.array(points).T
    fit = optimize.least_squares(lambda beta: (1 + np.tanh(beta[0] * m)) / 2 - p, [0.1], xtol=1e-15, ftol=1e-15, gtol=1e-15)
    add("fitTanh", "scipy.optimize.least_squares", [{"m": a, "p": b} for a, b in points],
        {"beta": fit.x[0], "largestDeviation": np.max(np.abs(fit.fun))})
for counts in [[(-1, 40, 2), (-0.5, 60, 14), (0, 10, 7), (0.5, 60, 41), (1, 40, 39)], [(-0.2, 30, 16), (0.6, 25, 12)],
               [(-0.9, 12, 11), (0.1, 12, 5), (0.7, 12, 2)]]:
    m, asked, first = np.array(counts, float).T
    both = np.column_stack([first, asked - first])
    fit = GLM(both, 2 * m, family=families.Binomial()).fit(tol=1e-13)

    def below(beta):
        odds = 2 * beta * m
        held = np.sum(first * special.log_expit(odds) + (asked - first) * special.log_expit(-odds))
        odds = 2 * fit.params[0] * m
        top = np.sum(first * special.log_expit(odds) + (asked - first) * special.log_expit(-odds))
        return 2 * (top - held) - stats.chi2.ppf(0.95, 1)

    add("fitBeta", "statsmodels GLM(Binomial)", [{"m": a, "asked": b, "first": c} for a, b, c in counts],
        {"beta": fit.params[0], "deviance": fit.deviance, "low": optimize.brentq(below, fit.params[0] - 20, fit.params[0]),
         "high": optimize.brentq(below, fit.params[0], fit.params[0] + 20)})
for seed, n in [(60, 12), (61, 40)]:
    rng = np.random.default_rng(seed)
    own, writer, now = rng.integers(-2, 3, (3, n)).astype(float)
    fit = OLS(now, np.column_stack([np.ones(n), own, writer])).fit()
    add("pullOf", "statsmodels OLS", [{"own": a, "writer": b, "now": c} for a, b, c in zip(own, writer, now)],
        dict(zip(["constant", "own", "writer"], fit.params)))

# What causes do: shares of an outcome by every order, distances of distributions, curves that never turn around.
for seed, n in [(62, 3), (63, 4), (64, 5)]:
    worth = np.round(np.random.default_rng(seed).normal(size=2**n), 3)
    worth[0] = 0
    orders = list(itertools.permutations(range(n)))
    shares = np.zeros(n)
    for order in orders:
        group = 0
        for player in order:
            shares[player] += worth[group | 1 << player] - worth[group]
            group |= 1 << player
    add("shapley", "numpy and itertools.permutations", worth, shares / len(orders))
for seed, options in [(65, 2), (66, 4), (67, 7)]:
    p, q = np.random.default_rng(seed).dirichlet(np.ones(options), 2)
    add("influences", "scipy.special.rel_entr", {"with": p, "without": q},
        {"bits": np.sum(special.rel_entr(p, q)) / np.log(2), "distance": np.sum(np.abs(p - q)) / 2})
for seed, options in [(68, 2), (69, 3), (70, 5)]:
    table = np.random.default_rng(seed).integers(1, 15, (2, options))
    found = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    add("influenceTest", "scipy.stats.chi2_contingency(lambda_='log-likelihood')", {"with": table[0], "without": table[1]},
        {"bits": found.statistic / (2 * np.log(2) * table.sum()), "n": table.sum()})
for seed, doses, runs in [(71, [0, 1, 2, 3, 4], 3), (72, [0.1, 0.5, 0.6, 2], 4), (73, [-1, 0, 1, 5], 2)]:
    rng = np.random.default_rng(seed)
    rows = [(run, dose, round(float(rng.normal() + 0.3 * dose), 3)) for run in range(runs) for dose in doses]
    rows = [row for at, row in enumerate(rows) if at % 5 != 3]
    x, y = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    at = sorted(set(x))
    means, n = [y[x == dose].mean() for dose in at], [int((x == dose).sum()) for dose in at]
    line = stats.linregress(x, y)
    for direction in ["rising", "falling"]:
        level = optimize.isotonic_regression(means, weights=n, increasing=direction == "rising").x
        add("doseResponse", "scipy.optimize.isotonic_regression and scipy.stats.linregress",
            {"rows": [{"run": run, "dose": dose, "effect": effect} for run, dose, effect in rows], "direction": direction},
            {"means": means, "isotonic": level, "intercept": line.intercept, "slope": line.slope})

# Components of variance where groups are not balanced, by the matrices of the method of moments, and added shares of R².
for seed, n, sizes in [(74, 40, (5, 3)), (75, 60, (6, 4)), (76, 30, (3, 2))]:
    rng = np.random.default_rng(seed)
    one, two = (rng.integers(0, size, n) for size in sizes)
    both = one * 100 + two
    y = np.round(rng.normal(size=sizes[0])[one] + rng.normal(size=sizes[1])[two] + rng.normal(size=n), 3)
    indicators = [np.ones((n, 1))] + [(g[:, None] == np.unique(g)[None, :]).astype(float) for g in (one, two, both)]
    indicators.append(np.eye(n))
    quadratic = [z @ np.linalg.inv(z.T @ z) @ z.T for z in indicators]
    expected = [[np.trace(a @ z @ z.T) for z in indicators] for a in quadratic]
    found = np.linalg.solve(expected, [y @ a @ y for a in quadratic])
    add("varianceComponents", "numpy.linalg", {"values": y, "divisions": [one, two, both]}, found[1:])
for seed, persons, situations, runs in [(77, 5, 3, 4), (78, 4, 4, 3)]:
    rng = np.random.default_rng(seed)
    p, s, r = (axis.ravel() for axis in np.meshgrid(range(persons), range(situations), range(runs), indexing="ij"))
    keep = rng.uniform(size=len(p)) < 0.9
    p, s, r = p[keep], s[keep], r[keep]
    y = np.round(rng.normal(size=persons)[p] + rng.normal(size=situations)[s] + rng.normal(size=len(p)), 3)
    data = pd.DataFrame({"y": y, "p": p, "s": s})

    def r2(formula):
        return ols(formula, data=data).fit().rsquared

    mains = r2("y ~ C(p) + C(s)")
    add("addedShares", "statsmodels ols", {"values": y, "person": p, "situation": s},
        {"person": mains - r2("y ~ C(s)"), "situation": mains - r2("y ~ C(p)"), "both": r2("y ~ C(p) * C(s)") - mains})


def plain(value):
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        return value.item()
    return value


out = {"libraries": {name: version(name) for name in LIBRARIES}, "cases": [plain(one) for one in cases]}
lines = ",\n".join("    " + json.dumps(one, allow_nan=False, ensure_ascii=False) for one in out["cases"])
text = f'{{\n  "libraries": {json.dumps(out["libraries"])},\n  "cases": [\n{lines}\n  ]\n}}\n'
pathlib.Path(__file__).with_name("reference.json").write_text(text)
print(len(cases), "cases")
