#include "palpate/acquisition/devices.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include <unistd.h>

namespace palpate::acquisition {

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    std::ofstream{file} << text << '\n';
}

/// A /sys and a /dev with one USB port, one port of the board, one without a chip and one console.
class FakeSystem {
  public:
    FakeSystem()
    {
        const auto usb = folder_ / "sys/devices/pci0/usb1/1-2";
        write(usb / "idVendor", "1a86");
        write(usb / "idProduct", "55d3");
        write(usb / "manufacturer", "wch.cn");
        write(usb / "product", "USB Single Serial");
        write(usb / "serial", "585A003");
        addPort("ttyACM0", usb / "1-2:1.0", "cdc_acm", "");
        addPort("ttyS0", folder_ / "sys/devices/pnp0/00:01", "serial", "4");
        addPort("ttyS1", folder_ / "sys/devices/platform/serial8250", "serial8250", "0");
        fs::create_directories(folder_ / "sys/class/tty/tty0");
        fs::create_directories(folder_ / "dev/serial/by-id");
        fs::create_symlink("../../ttyACM0", folder_ / "dev/serial/by-id/usb-wch_585A003-if00");
    }

    [[nodiscard]] DeviceFolders folders() const
    {
        return {.sys_class_tty = folder_ / "sys/class/tty",
                .dev = folder_ / "dev",
                .by_id = folder_ / "dev/serial/by-id"};
    }
    [[nodiscard]] fs::path dev(const std::string& name) const { return folder_ / "dev" / name; }

  private:
    void addPort(const std::string& name, const fs::path& device, const std::string& driver,
                 const std::string& type)
    {
        const auto port = folder_ / "sys/class/tty" / name;
        fs::create_directories(device);
        fs::create_directories(port);
        fs::create_symlink(device, port / "device");
        fs::create_directories(folder_ / "sys/drivers" / driver);
        fs::create_symlink(folder_ / "sys/drivers" / driver, device / "driver");
        if (!type.empty()) {
            write(port / "type", type);
        }
        write(dev(name), "");
    }

    support::TempDir folder_;
};

TEST(Devices, AreListedWithWhatUsbTellsOfThem)
{
    const FakeSystem system;
    const auto devices = listSerialDevices(system.folders());
    ASSERT_TRUE(devices.has_value()) << devices.error().message;
    ASSERT_EQ(devices->size(), 2U);
    const auto& usb = devices->at(0);
    EXPECT_EQ(usb.path, system.dev("ttyACM0").string());
    EXPECT_EQ(usb.driver, "cdc_acm");
    EXPECT_EQ(usb.vendor_id, 0x1A86);
    EXPECT_EQ(usb.product_id, 0x55D3);
    EXPECT_EQ(usb.manufacturer, "wch.cn");
    EXPECT_EQ(usb.product, "USB Single Serial");
    EXPECT_EQ(usb.serial, "585A003");
    EXPECT_EQ(usb.stable_path, system.dev("serial/by-id/usb-wch_585A003-if00").string());
    EXPECT_EQ(usb.obstacle, std::nullopt);
    const auto& board = devices->at(1);
    EXPECT_EQ(board.path, system.dev("ttyS0").string());
    EXPECT_EQ(board.vendor_id, std::nullopt);
    EXPECT_EQ(board.stable_path, "");
}

TEST(Devices, SayWhyTheyCannotBeOpened)
{
    const FakeSystem system;
    fs::remove(system.dev("ttyS0"));
    const auto missing = listSerialDevices(system.folders());
    EXPECT_TRUE(missing->at(1).obstacle.has_value());
    if (::geteuid() == 0) {
        GTEST_SKIP() << "the administrator may open every port";
    }
    fs::permissions(system.dev("ttyACM0"), fs::perms::none);
    const auto refused = listSerialDevices(system.folders());
    ASSERT_TRUE(refused->at(0).obstacle.has_value());
    EXPECT_NE(refused->at(0).obstacle->find("dialout"), std::string::npos);
}

TEST(Devices, AFolderOfStableNamesThatIsAbsentIsNoError)
{
    const FakeSystem system;
    auto folders = system.folders();
    folders.by_id = "/nonexistent";
    const auto devices = listSerialDevices(folders);
    ASSERT_TRUE(devices.has_value());
    EXPECT_EQ(devices->at(0).stable_path, "");
}

TEST(Devices, AListThatIsAbsentIsAnError)
{
    auto folders = DeviceFolders{};
    folders.sys_class_tty = "/nonexistent";
    EXPECT_FALSE(listSerialDevices(folders).has_value());
}

TEST(Devices, CanBeListedOnThisMachine)
{
    if (!fs::exists("/sys/class/tty")) {
        GTEST_SKIP() << "no /sys here";
    }
    EXPECT_TRUE(listSerialDevices().has_value());
}

}  // namespace

}  // namespace palpate::acquisition
