// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "base/assertion.h"
#include "track/attribution.h"

namespace parvis::track {

namespace {

using Matrix = std::vector<std::vector<double>>;

/// Gauss and Jordan with the largest pivot of each column.
Matrix inverse(Matrix matrix) {
  std::size_t const size = matrix.size();
  Matrix result(size, std::vector<double>(size, 0.0));
  for (std::size_t i = 0; i < size; ++i) result[i][i] = 1.0;
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < size; ++row) {
      if (std::fabs(matrix[row][column]) > std::fabs(matrix[pivot][column])) pivot = row;
    }
    PARVIS_ASSERT(matrix[pivot][column] != 0.0, "a Markov chain of paths always ends");
    std::swap(matrix[pivot], matrix[column]);
    std::swap(result[pivot], result[column]);
    double const scale = 1.0 / matrix[column][column];
    for (std::size_t k = 0; k < size; ++k) {
      matrix[column][k] *= scale;
      result[column][k] *= scale;
    }
    for (std::size_t row = 0; row < size; ++row) {
      double const factor = row == column ? 0.0 : matrix[row][column];
      if (factor == 0.0) continue;
      for (std::size_t k = 0; k < size; ++k) {
        matrix[row][k] -= factor * matrix[column][k];
        result[row][k] -= factor * result[column][k];
      }
    }
  }
  return result;
}

/// What the paths count: from the start and between keys, and how they end.
class Chain {
 public:
  explicit Chain(std::vector<CountedPath> const& paths) {
    for (CountedPath const& path : paths) {
      for (std::string const& key : path.keys) places_.emplace(key, 0);
    }
    std::size_t next = 0;
    for (auto& [key, place] : places_) place = next++;
    between_.assign(next, std::vector<double>(next, 0.0));
    first_.assign(next, 0.0);
    converts_.assign(next, 0.0);
    leaves_.assign(next, 0.0);
    for (CountedPath const& path : paths) add(path);
  }

  std::map<std::string, std::size_t> const& places() const { return places_; }

  /// Probability to convert from the start, and of each key the probability of a conversion that passes through it.
  std::pair<double, std::vector<double>> conversions() const {
    std::size_t const size = first_.size();
    double starts = 0;
    for (double const count : first_) starts += count;
    Matrix stays(size, std::vector<double>(size, 0.0));
    std::vector<double> converts(size, 0.0);
    for (std::size_t i = 0; i < size; ++i) fill_row(i, stays[i], converts[i]);
    Matrix const visits = inverse(std::move(stays));
    double all = 0;
    std::vector<double> through(size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
      double visited = 0, converted = 0;
      for (std::size_t k = 0; k < size; ++k) visited += first_[k] / starts * visits[k][i], converted += visits[i][k] * converts[k];
      // Visits to i over visits to i from i: the probability to come by i at all.
      through[i] = visited / visits[i][i] * converted;
      all += first_[i] / starts * converted;
    }
    return {all, through};
  }

 private:
  void add(CountedPath const& path) {
    double const weight = path.conversions + path.without_conversion;
    if (path.keys.empty() || weight <= 0) return;
    std::size_t here = places_.at(path.keys.front());
    first_[here] += weight;
    for (std::string const& key : path.keys) {
      std::size_t const next = places_.at(key);
      if (next == here) continue;
      between_[here][next] += weight;
      here = next;
    }
    converts_[here] += path.conversions;
    leaves_[here] += path.without_conversion;
  }

  // One row of I − Q, and the chance to convert at once.
  void fill_row(std::size_t i, std::vector<double>& row, double& converts) const {
    double total = converts_[i] + leaves_[i];
    for (double const count : between_[i]) total += count;
    row[i] = 1.0;
    if (total <= 0) return;
    for (std::size_t k = 0; k < row.size(); ++k) row[k] -= between_[i][k] / total;
    converts = converts_[i] / total;
  }

  std::map<std::string, std::size_t> places_;
  Matrix between_;
  std::vector<double> first_, converts_, leaves_;
};

}  // namespace

MarkovResult markov(std::vector<CountedPath> const& paths) {
  Credit total;
  for (CountedPath const& path : paths) {
    if (path.keys.empty()) continue;
    total.conversions += path.conversions;
    total.value += path.value;
  }
  MarkovResult result;
  if (total.conversions <= 0) return result;
  Chain const chain(paths);
  auto const [all, through] = chain.conversions();
  result.conversion_probability = all;
  double effects = 0;
  for (double const probability : through) effects += probability / all;
  for (auto const& [key, place] : chain.places()) {
    double const effect = through[place] / all;
    result.removal_effects[key] = effect;
    result.credits[key] = {effect / effects * total.conversions, effect / effects * total.value};
  }
  return result;
}

}  // namespace parvis::track
