// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who may do what: capabilities named in route rows, and the matrix of roles that hold them. The matrix is data
// (permissions.cpp); GET /api/roles shows it. A person may hold several roles; one that grants is enough.

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "http/permission.h"

namespace parvis::identity {

enum class Role { owner, manager, author, designer, moderator, analyst, client, candidate, juror, president, certifier };
BOOST_DESCRIBE_ENUM(Role, owner, manager, author, designer, moderator, analyst, client, candidate, juror, president, certifier)

/// The permissions that route rows name.
namespace may {
using http::Permission;
using http::Scope;
inline constexpr Permission anyone{"anyone", Scope::everyone};
inline constexpr Permission be_oneself{"be_oneself", Scope::signed_in};
inline constexpr Permission see_workspace{"see_workspace", Scope::workspace};
inline constexpr Permission manage_people{"manage_people", Scope::workspace};
inline constexpr Permission manage_brands{"manage_brands", Scope::workspace};
inline constexpr Permission manage_workspace{"manage_workspace", Scope::workspace};
inline constexpr Permission see_audit{"see_audit", Scope::workspace};
inline constexpr Permission run_certification{"run_certification", Scope::workspace};
inline constexpr Permission sit_exam{"sit_exam", Scope::workspace};
inline constexpr Permission mark{"mark", Scope::workspace};
inline constexpr Permission preside{"preside", Scope::workspace};
inline constexpr Permission see_brand{"see_brand", Scope::brand};
inline constexpr Permission write_plan{"write_plan", Scope::brand};
inline constexpr Permission write_content{"write_content", Scope::brand};
inline constexpr Permission schedule{"schedule", Scope::brand};
inline constexpr Permission approve{"approve", Scope::brand};
inline constexpr Permission publish_now{"publish_now", Scope::brand};
inline constexpr Permission connect_channels{"connect_channels", Scope::brand};
inline constexpr Permission moderate{"moderate", Scope::brand};
inline constexpr Permission see_figures{"see_figures", Scope::brand};
inline constexpr Permission log_hours{"log_hours", Scope::brand};
inline constexpr Permission write_costs{"write_costs", Scope::brand};
inline constexpr Permission see_internal_costs{"see_internal_costs", Scope::brand};
inline constexpr Permission manage_sites{"manage_sites", Scope::brand};
inline constexpr Permission export_all{"export_all", Scope::brand};
}  // namespace may

/// True when the role holds the capability of that name; unknown names are held by no one.
bool grants(Role role, std::string_view capability);

/// The capabilities of a role, in the matrix's order.
std::vector<std::string> capabilities_of(Role role);

/// True for a capability that the matrix knows.
bool is_capability(std::string_view name);

}  // namespace parvis::identity
