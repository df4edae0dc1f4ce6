// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/permissions.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace parvis::identity {
namespace {

constexpr unsigned bit(Role role) { return 1u << static_cast<unsigned>(role); }

constexpr unsigned any_of(std::initializer_list<Role> roles) {
  unsigned bits = 0;
  for (Role role : roles) bits |= bit(role);
  return bits;
}

using enum Role;
constexpr unsigned leads = any_of({owner, manager});
constexpr unsigned team = leads | any_of({author, designer, moderator, analyst});

struct Line {
  std::string_view capability;
  unsigned roles;
};

constexpr std::array<Line, 23> matrix{{
    {"see_workspace", team | any_of({client, candidate, juror, president, certifier})},
    {"manage_people", any_of({owner})},
    {"manage_brands", any_of({owner})},
    {"manage_workspace", any_of({owner})},
    {"see_audit", any_of({owner})},
    {"run_certification", any_of({owner, certifier})},
    {"sit_exam", any_of({candidate})},
    {"mark", any_of({juror, president})},
    {"preside", any_of({president})},
    {"see_brand", team | any_of({client})},
    {"write_plan", leads},
    {"write_content", leads | any_of({author, designer})},
    {"schedule", leads | any_of({author})},
    {"approve", leads},
    {"publish_now", leads},
    {"connect_channels", leads},
    {"moderate", leads | any_of({moderator})},
    {"see_figures", leads | any_of({analyst, client})},
    {"log_hours", team},
    {"write_costs", leads | any_of({analyst})},
    {"see_internal_costs", leads | any_of({analyst})},
    {"manage_sites", leads | any_of({analyst})},
    {"export_all", leads},
}};

Line const* line_of(std::string_view capability) {
  auto const found = std::find_if(matrix.begin(), matrix.end(), [&](Line const& line) { return line.capability == capability; });
  return found == matrix.end() ? nullptr : &*found;
}

}  // namespace

bool grants(Role role, std::string_view capability) {
  Line const* line = line_of(capability);
  return line != nullptr && (line->roles & bit(role)) != 0;
}

std::vector<std::string> capabilities_of(Role role) {
  std::vector<std::string> names;
  for (Line const& line : matrix) {
    if ((line.roles & bit(role)) != 0) names.emplace_back(line.capability);
  }
  return names;
}

bool is_capability(std::string_view name) { return line_of(name) != nullptr; }

}  // namespace parvis::identity
