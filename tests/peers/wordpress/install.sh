#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Installs the peer outside the tree; safe to repeat.
exec "$(dirname "$0")/start" --install-only
