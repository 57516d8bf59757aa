#include "unseal_command.hpp"

#include <memory>
#include <string>

#include "palpate/session/research.hpp"

#include "passphrase.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string file;
    std::string folder;
    std::string passphrase_file;
};

int unseal(const Options& options)
{
    const auto passphrase = readPassphrase(options.passphrase_file, false);
    if (!passphrase) {
        return refuse(passphrase.error());
    }
    const auto files = session::unsealPackage(options.file, options.folder, *passphrase);
    if (!files) {
        return refuse(files.error());
    }
    fmt::print(stderr, "{} files, all as their manifest says: {}\n", *files, options.folder);
    return kDone;
}

}  // namespace

void addUnsealCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("unseal", "Open a sealed research package");
    const auto options = std::make_shared<Options>();
    command->add_option("FILE", options->file, "Sealed package")->required();
    command->add_option("-o,--output", options->folder, "Folder to create")->required();
    command->add_option("--passphrase-file", options->passphrase_file,
                        "File whose first line is the passphrase; without it you are asked");
    command->footer("Example: palpate unseal study.palpate-sealed -o study");
    command->callback([&chosen, options] { chosen = [options] { return unseal(*options); }; });
}

}  // namespace palpate::cli
