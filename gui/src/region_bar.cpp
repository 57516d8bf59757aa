#include "region_bar.hpp"

#include "theme.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

RegionBar::RegionBar(RegionEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      tools_(new QButtonGroup(this)),
      name_(new QLineEdit(this)),
      delete_(new QPushButton(tr("Delete"), this))
{
    setObjectName(QStringLiteral("regionBar"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setLayout(new WrapLayout(metricsFor(font()).small, Qt::AlignLeft));
    tools_->setExclusive(false);
    addTool(RegionEditor::Tool::Rectangle, tr("Rectangle"), QStringLiteral("rectangle"));
    addTool(RegionEditor::Tool::Ellipse, tr("Ellipse"), QStringLiteral("ellipse"));
    addTool(RegionEditor::Tool::Polygon, tr("Polygon"), QStringLiteral("polygon"));
    tools_->button(static_cast<int>(RegionEditor::Tool::Polygon))
        ->setToolTip(tr("Click from point to point; double click, or click the first point, to close"));
    name_->setObjectName(QStringLiteral("regionName"));
    name_->setAccessibleName(tr("Name of the region"));
    name_->setPlaceholderText(tr("Name"));
    name_->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    delete_->setObjectName(QStringLiteral("deleteRegion"));
    delete_->setToolTip(tr("Delete the selected region (Delete)"));
    layout()->addWidget(name_);
    layout()->addWidget(delete_);
    connect(name_, &QLineEdit::returnPressed, this, &RegionBar::named);
    connect(name_, &QLineEdit::editingFinished, this, [this] { editor_.renameSelected(name_->text()); });
    connect(delete_, &QPushButton::clicked, &editor_, &RegionEditor::removeSelected);
    connect(&editor_, &RegionEditor::selectionChanged, this, &RegionBar::follow);
    connect(&editor_, &RegionEditor::toolChanged, this, &RegionBar::follow);
    follow();
}

void RegionBar::addTool(RegionEditor::Tool tool, const QString& title, const QString& name)
{
    auto* const button = new QPushButton(title, this);
    button->setObjectName(name);
    button->setProperty("role", "choice");
    button->setCheckable(true);
    tools_->addButton(button, static_cast<int>(tool));
    layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, tool](bool on) {
        editor_.setTool(on ? tool : RegionEditor::Tool::None);
        Q_EMIT drawingBegun();
    });
}

void RegionBar::follow()
{
    for (QAbstractButton* const button : tools_->buttons()) {
        button->setChecked(tools_->id(button) == static_cast<int>(editor_.tool()));
    }
    const std::optional<std::size_t> selected = editor_.selected();
    name_->setEnabled(selected.has_value());
    delete_->setEnabled(selected.has_value());
    name_->setText(selected.has_value() ? QString::fromStdString(editor_.regions()[*selected].name)
                                        : QString());
    const bool is_new = editor_.regions().size() > known_regions_;
    known_regions_ = editor_.regions().size();
    if (is_new && selected.has_value() && takes_focus_ && isVisible()) {
        name_->setFocus();
        name_->selectAll();
    }
}

}  // namespace palpate::gui
