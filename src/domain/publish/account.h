// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Connecting a channel to its account.

#include "publish/fence.h"

namespace parvis::publish {

std::string sealed_secret(DeliveryDesk const& desk, ChannelId const& channel, std::string const& secret);
/// What is kept of a sign-in beside the secret: names and values, sealed as one.
std::string sealed_session(DeliveryDesk const& desk, ChannelId const& channel, std::map<std::string, std::string> const& notes);

/// Signs in before anything is kept; what waited for this account is visited again. Problems: see connection.h.
Result<ConnectionView> connect_channel(DeliveryDesk const& desk, BrandId const& brand, ChannelId const& channel, Connect const& asked);
/// Signs in with what is kept, and says how the account stands. Problem publish.connection_not_found.
Result<ConnectionView> check_connection(DeliveryDesk const& desk, BrandId const& brand, ChannelId const& channel);
/// Forgets the account and its secrets.
Done disconnect_channel(DeliveryDesk const& desk, BrandId const& brand, ChannelId const& channel);

}  // namespace parvis::publish
