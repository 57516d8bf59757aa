#pragma once

#include "command.hpp"

namespace palpate::cli {

void addUnsealCommand(CLI::App& app, Action& chosen);

}  // namespace palpate::cli
