#pragma once

#include <functional>
#include <string>

#include "palpate/core/error.hpp"

#include <CLI/App.hpp>

namespace palpate::cli {

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;
inline constexpr int kWrongUsage = 2;
/// `recover`: some frames were damaged.
inline constexpr int kDoneWithLoss = 3;

/// What the chosen command does once all options are read; its value is the exit status.
using Action = std::function<int()>;

/// Prints "palpate: MESSAGE" on standard error and gives the exit status 1.
int refuse(const Error& error);

/// Registers one command each; the parsed command's work is put into `chosen`.
void addDevicesCommand(CLI::App& app, Action& chosen);
void addMatsCommand(CLI::App& app, Action& chosen);
void addTechniquesCommand(CLI::App& app, Action& chosen);
void addSimulateCommand(CLI::App& app, Action& chosen);
void addRecordCommand(CLI::App& app, Action& chosen);
void addRecoverCommand(CLI::App& app, Action& chosen);
void addImportCommand(CLI::App& app, Action& chosen);
void addAnnotateCommand(CLI::App& app, Action& chosen);
void addRegionsCommand(CLI::App& app, Action& chosen);
void addOutcomesCommand(CLI::App& app, Action& chosen);
void addInfoCommand(CLI::App& app, Action& chosen);
void addAnalyzeCommand(CLI::App& app, Action& chosen);
void addReliabilityCommand(CLI::App& app, Action& chosen);
void addTrendCommand(CLI::App& app, Action& chosen);
void addGroupsCommand(CLI::App& app, Action& chosen);
void addCalibrateCommand(CLI::App& app, Action& chosen);
void addCompareCommand(CLI::App& app, Action& chosen);
void addExportCommand(CLI::App& app, Action& chosen);
void addValidateCommand(CLI::App& app, Action& chosen);
void addCheckCommand(CLI::App& app, Action& chosen);
void addVerifyCommand(CLI::App& app, Action& chosen);

}  // namespace palpate::cli
