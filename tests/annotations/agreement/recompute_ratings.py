"""The coefficients of labels by their definitions alone, for `recompute.py`; shares no code with the program."""

from itertools import permutations


def pairs_in(row):
    return list(permutations([value for value in row if value is not None], 2))


def rated(rows):
    return [[value for value in row if value is not None] for row in rows]


def distance(level, categories, values):
    times = {category: values.count(category) for category in categories}
    place = {category: index for index, category in enumerate(categories)}

    def nominal(one, other):
        return float(one != other)

    def ordinal(one, other):
        low, high = sorted((place[one], place[other]))
        between = sum(times[categories[index]] for index in range(low, high + 1))
        return (between - (times[one] + times[other]) / 2) ** 2

    return ordinal if level == "ordinal" else nominal


def alpha(rows, level, categories):
    units = [row for row in rated(rows) if len(row) > 1]
    values = [value for row in units for value in row]
    apart = distance(level, categories, values)
    observed = sum(apart(a, b) / (len(row) - 1) for row in units for a, b in pairs_in(row))
    times = {c: values.count(c) for c in set(values)}
    expected = sum(times[a] * times[b] * apart(a, b) for a in times for b in times)
    return 1 - (len(values) - 1) * observed / expected if expected else None


def observed(rows, credit=None):
    credit = credit or (lambda a, b: float(a == b))
    units = [row for row in rated(rows) if len(row) > 1]
    shares = [sum(credit(a, b) for a, b in pairs_in(row)) / (len(row) * (len(row) - 1)) for row in units]
    return sum(shares) / len(shares) if shares else None


def gwet(rows, categories, weighted):
    size = len(categories)
    place = {category: index for index, category in enumerate(categories)}

    def credit(a, b):
        return 1 - ((place[a] - place[b]) / (size - 1)) ** 2 if weighted else float(a == b)

    agreed = observed(rows, credit)
    if agreed is None or size < 2:
        return None
    units = [row for row in rated(rows) if row]
    share = {c: sum(row.count(c) / len(row) for row in units) / len(units) for c in categories}
    total = sum(credit(a, b) for a in categories for b in categories)
    chance = total * sum(p * (1 - p) for p in share.values()) / (size * (size - 1))
    return (agreed - chance) / (1 - chance) if chance < 1 - 1e-15 else None


def of_chance(coefficient, rows, categories):
    """Two ratings picked at random, from all or from the labels, with credit for near misses or without."""
    size = len(categories)
    place = {category: index for index, category in enumerate(categories)}

    def credit(a, b):
        return 1 - ((place[a] - place[b]) / (size - 1)) ** 2 if coefficient.startswith("weighted") else float(a == b)

    agreed = observed(rows, credit)
    if agreed is None:
        return None
    units = [row for row in rated(rows) if row]
    share = {c: sum(row.count(c) / len(row) for row in units) / len(units) for c in categories}
    if coefficient == "brennan_prediger":
        share = dict.fromkeys(categories, 1 / size)
    chance = sum(share[a] * share[b] * credit(a, b) for a in categories for b in categories)
    return (agreed - chance) / (1 - chance) if chance < 1 - 1e-15 else None


def kappa(rows, level, categories):
    both = [row for row in rows if None not in row]
    place = {category: index for index, category in enumerate(categories)}
    if not both:
        return None

    def cost(a, b):
        return abs(place[a] - place[b]) / (len(categories) - 1) if level == "linear" else float(a != b)

    seen = sum(cost(a, b) for a, b in both)
    by_chance = sum(cost(a, b) for a, _ in both for _, b in both) / len(both)
    return 1 - seen / by_chance if by_chance else None


def specific(rows, label):
    units = [row for row in rated(rows) if len(row) > 1]
    given = sum(row.count(label) for row in units)
    met = sum(row.count(label) * (row.count(label) - 1) / (len(row) - 1) for row in units)
    return met / given if given else None


def of_ratings(coefficient, level, rows, categories):
    if coefficient == "krippendorff_alpha":
        return alpha(rows, level, categories)
    if coefficient == "percent_agreement":
        return observed(rows)
    if coefficient in ("fleiss_kappa", "weighted_fleiss_kappa", "brennan_prediger"):
        return of_chance(coefficient, rows, categories)
    if coefficient == "cohen_kappa":
        return kappa(rows, level, categories)
    return gwet(rows, categories, weighted=coefficient == "gwet_ac2")
