// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/tracker.h"

#include "track/internal/files.h"

namespace parvis::track {

std::string_view tracker_script() { return internal::track_file("parvis.min.js"); }

std::string install_line(std::string_view origin, std::string_view key) {
  return "<script defer src=\"" + std::string(origin) + "/p.js\" data-key=\"" + std::string(key) + "\"></script>";
}

}  // namespace parvis::track
