// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The job that queue_mail() queues and jobs.cpp runs.

#include "base/json.h"

namespace parvis::identity {

struct MailJob {
  std::string mail_id;
};
BOOST_DESCRIBE_STRUCT(MailJob, (), (mail_id))

}  // namespace parvis::identity
