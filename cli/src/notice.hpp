#pragma once

#include <string>

namespace palpate::cli {

/// A line for who watches, on standard error. That nobody does (a closed pipe) is no reason to stop.
void notice(const std::string& line);

}  // namespace palpate::cli
