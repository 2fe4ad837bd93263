<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Accounting</name>
    <message numerus="yes">
        <source>%Ln rows read = {0}</source>
        <translation>
            <numerusform>%Ln row read = {0}</numerusform>
            <numerusform>%Ln rows read = {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttemptTimeline</name>
    <message numerus="yes">
        <source>%Ln attempts in {0} of simulated time</source>
        <translation>
            <numerusform>%Ln attempt in {0} of simulated time</numerusform>
            <numerusform>%Ln attempts in {0} of simulated time</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CampaignFlow</name>
    <message numerus="yes">
        <source>%Ln recipients stay without one</source>
        <translation>
            <numerusform>%Ln recipient stays without one</numerusform>
            <numerusform>%Ln recipients stay without one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results are kept</source>
        <translation>
            <numerusform>%Ln result is kept</numerusform>
            <numerusform>%Ln results are kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CampaignsPage</name>
    <message numerus="yes">
        <source>%Ln campaigns, {0} under way</source>
        <translation>
            <numerusform>%Ln campaign, {0} under way</numerusform>
            <numerusform>%Ln campaigns, {0} under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactFlow</name>
    <message numerus="yes">
        <source>%Ln sample contacts in {0}</source>
        <translation>
            <numerusform>%Ln sample contact in {0}</numerusform>
            <numerusform>%Ln sample contacts in {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactsPage</name>
    <message numerus="yes">
        <source>%Ln contacts</source>
        <translation>
            <numerusform>%Ln contact</numerusform>
            <numerusform>%Ln contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lists</source>
        <translation>
            <numerusform>%Ln list</numerusform>
            <numerusform>%Ln lists</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DashboardPage</name>
    <message numerus="yes">
        <source>{0} · run {1} · %Ln recipients · scenario {2}</source>
        <translation>
            <numerusform>{0} · run {1} · %Ln recipient · scenario {2}</numerusform>
            <numerusform>{0} · run {1} · %Ln recipients · scenario {2}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeadLettersCard</name>
    <message numerus="yes">
        <source>Re-queue all %Ln</source>
        <translation>
            <numerusform>Re-queue %Ln</numerusform>
            <numerusform>Re-queue all %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re-queue these %Ln</source>
        <translation>
            <numerusform>Re-queue this %Ln</numerusform>
            <numerusform>Re-queue these %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message numerus="yes">
        <source>Drop %Ln files to import</source>
        <translation>
            <numerusform>Drop %Ln file to import</numerusform>
            <numerusform>Drop %Ln files to import</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFlow</name>
    <message numerus="yes">
        <source>%Ln rows a second</source>
        <translation>
            <numerusform>%Ln row a second</numerusform>
            <numerusform>%Ln rows a second</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows checked</source>
        <translation>
            <numerusform>%Ln row checked</numerusform>
            <numerusform>%Ln rows checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} of %Ln rows stored</source>
        <translation>
            <numerusform>{0} of %Ln row stored</numerusform>
            <numerusform>{0} of %Ln rows stored</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportResult</name>
    <message numerus="yes">
        <source>%Ln contacts imported</source>
        <translation>
            <numerusform>%Ln contact imported</numerusform>
            <numerusform>%Ln contacts imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows written to {0}</source>
        <translation>
            <numerusform>%Ln row written to {0}</numerusform>
            <numerusform>%Ln rows written to {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} into {1} · %Ln rows in {2} s</source>
        <translation>
            <numerusform>{0} into {1} · %Ln row in {2} s</numerusform>
            <numerusform>{0} into {1} · %Ln rows in {2} s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LanesCard</name>
    <message numerus="yes">
        <source>%Ln lanes in {0}</source>
        <translation>
            <numerusform>%Ln lane in {0}</numerusform>
            <numerusform>%Ln lanes in {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shards</source>
        <translation>
            <numerusform>%Ln shard</numerusform>
            <numerusform>%Ln shards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LaunchDialog</name>
    <message numerus="yes">
        <source>%Ln contacts on its list</source>
        <translation>
            <numerusform>%Ln contact on its list</numerusform>
            <numerusform>%Ln contacts on its list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LettersDialog</name>
    <message numerus="yes">
        <source>%Ln dead letters</source>
        <translation>
            <numerusform>%Ln dead letter</numerusform>
            <numerusform>%Ln dead letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re-queue %Ln</source>
        <translation>
            <numerusform>Re-queue %Ln</numerusform>
            <numerusform>Re-queue %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListBox</name>
    <message numerus="yes">
        <source>%Ln contacts</source>
        <translation>
            <numerusform>%Ln contact</numerusform>
            <numerusform>%Ln contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message numerus="yes">
        <source>%Ln groups</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PolicyDrawing</name>
    <message numerus="yes">
        <source>and %Ln more attempts</source>
        <translation>
            <numerusform>and %Ln more attempt</numerusform>
            <numerusform>and %Ln more attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueFlow</name>
    <message numerus="yes">
        <source>%Ln dead letters are due again</source>
        <translation>
            <numerusform>%Ln dead letter is due again</numerusform>
            <numerusform>%Ln dead letters are due again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dead letters in {0}</source>
        <translation>
            <numerusform>%Ln dead letter in {0}</numerusform>
            <numerusform>%Ln dead letters in {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run {0} tries %Ln dead letters again</source>
        <translation>
            <numerusform>Run {0} tries %Ln dead letter again</numerusform>
            <numerusform>Run {0} tries %Ln dead letters again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>{0} queued, %Ln of them wait for a retry</source>
        <translation>
            <numerusform>{0} queued, %Ln of them waits for a retry</numerusform>
            <numerusform>{0} queued, %Ln of them wait for a retry</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowCopy</name>
    <message numerus="yes">
        <source>%Ln rows copied</source>
        <translation>
            <numerusform>%Ln row copied</numerusform>
            <numerusform>%Ln rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message numerus="yes">
        <source>%Ln workers</source>
        <translation>
            <numerusform>%Ln worker</numerusform>
            <numerusform>%Ln workers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tellers</name>
    <message numerus="yes">
        <source>%Ln more things went wrong</source>
        <translation>
            <numerusform>%Ln more thing went wrong</numerusform>
            <numerusform>%Ln more things went wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkersCard</name>
    <message numerus="yes">
        <source>%Ln restarts since the start</source>
        <translation>
            <numerusform>%Ln restart since the start</numerusform>
            <numerusform>%Ln restarts since the start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} of %Ln alive</source>
        <translation>
            <numerusform>{0} of %Ln alive</numerusform>
            <numerusform>{0} of %Ln alive</numerusform>
        </translation>
    </message>
</context>
</TS>
