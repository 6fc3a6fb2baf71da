import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisatie', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='onderdeel')),
                ('at', models.DateTimeField(verbose_name='wanneer')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='nota')),
            ],
            options={
                'verbose_name': 'hartslag',
                'verbose_name_plural': 'hartslagen',
            },
        ),
        migrations.CreateModel(
            name='GateDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('go', 'We gaan door'), ('go_with_conditions', 'We gaan door, met een afspraak'), ('hold', 'Nog even wachten'), ('back', 'Terug naar een vroegere stap'), ('stop', 'We stoppen met dit traject')], max_length=20, verbose_name='beslissing')),
                ('back_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='terug naar stap')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='beslist op')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='toelichting')),
                ('turn', models.PositiveIntegerField(default=0, verbose_name='volgnummer')),
                ('sha256', models.CharField(max_length=64, verbose_name='controlegetal')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslist door')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='trajecten.gatedecision', verbose_name='in plaats van')),
            ],
            options={
                'verbose_name': 'beslissing',
                'verbose_name_plural': 'beslissingen',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Condition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='afspraak')),
                ('due_on', models.DateField(verbose_name='tegen')),
                ('fulfilled_on', models.DateField(blank=True, null=True, verbose_name='gedaan op')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='waar je dat ziet')),
                ('fulfilled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gate_conditions', to=settings.AUTH_USER_MODEL, verbose_name='eigenaar')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='trajecten.gatedecision', verbose_name='beslissing')),
            ],
            options={
                'verbose_name': 'voorwaarde',
                'verbose_name_plural': 'voorwaarden',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GateRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField(verbose_name='stap')),
                ('round', models.PositiveSmallIntegerField(verbose_name='ronde')),
                ('status', models.CharField(choices=[('open', 'gevraagd'), ('decided', 'beslist'), ('withdrawn', 'ingetrokken'), ('stale', 'verlopen')], default='open', max_length=9, verbose_name='toestand')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='gevraagd op')),
                ('note', models.CharField(blank=True, max_length=600, verbose_name='toelichting')),
                ('decide_by', models.DateField(verbose_name='beslissing tegen')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gevraagd door')),
            ],
            options={
                'verbose_name': 'vraag om een beslissing',
                'verbose_name_plural': 'vragen om een beslissing',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='gatedecision',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='trajecten.gaterequest', verbose_name='vraag'),
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='soort')),
                ('subject_key', models.CharField(blank=True, db_index=True, max_length=80, verbose_name='onderwerp')),
                ('planned', models.PositiveIntegerField(default=0, verbose_name='gepland')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='klaar op')),
                ('sent', models.PositiveIntegerField(default=0, verbose_name='verstuurd')),
                ('failed', models.PositiveIntegerField(default=0, verbose_name='mislukt')),
                ('uncertain', models.PositiveIntegerField(default=0, verbose_name='onzeker')),
                ('withdrawn', models.PositiveIntegerField(default=0, verbose_name='ingetrokken')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisatie.organisation', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'verzending',
                'verbose_name_plural': 'verzendingen',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40, verbose_name='soort')),
                ('key', models.CharField(max_length=200, unique=True, verbose_name='sleutel')),
                ('subject_key', models.CharField(blank=True, max_length=80, verbose_name='onderwerp')),
                ('recipient', models.EmailField(max_length=254, verbose_name='mailadres')),
                ('recipient_name', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                ('language', models.CharField(default='nl', max_length=2, verbose_name='taal')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versie van de tekst')),
                ('context', models.JSONField(default=dict, verbose_name='gegevens')),
                ('sealed', models.BinaryField(null=True, verbose_name='verzegelde gegevens')),
                ('status', models.CharField(choices=[('waiting', 'wacht'), ('busy', 'bezig'), ('uncertain', 'onzeker'), ('sent', 'verzonden'), ('failed', 'mislukt'), ('withdrawn', 'ingetrokken'), ('unknown', 'onbekend of hij aankwam')], default='waiting', max_length=9, verbose_name='toestand')),
                ('bulk', models.BooleanField(default=False, verbose_name='in groep')),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now, verbose_name='niet voor')),
                ('expires_at', models.DateTimeField(null=True, verbose_name='vervalt op')),
                ('lease_by', models.UUIDField(null=True, verbose_name='bezig door')),
                ('lease_until', models.DateTimeField(null=True, verbose_name='bezig tot')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
                ('first_attempt_at', models.DateTimeField(null=True, verbose_name='eerste poging')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='verstuurd op')),
                ('maybe_twice', models.BooleanField(default=False, verbose_name='misschien dubbel')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='wat misging')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisatie.organisation', verbose_name='organisatie')),
                ('mailing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to='trajecten.mailing', verbose_name='verzending')),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='adres')),
                ('title', models.CharField(max_length=80, verbose_name='naam')),
                ('goal', models.CharField(max_length=240, verbose_name='doel in één zin')),
                ('why', models.TextField(blank=True, max_length=1000, verbose_name='waarom')),
                ('mode', models.CharField(choices=[('both', 'bevraging en gesprekken'), ('quantitative', 'bevraging'), ('qualitative', 'gesprekken')], default='both', max_length=12, verbose_name='hoe luisteren we')),
                ('step', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='stap')),
                ('status', models.CharField(choices=[('running', 'loopt'), ('stopped', 'stopgezet')], default='running', editable=False, max_length=8, verbose_name='toestand')),
                ('turn', models.PositiveIntegerField(default=0, editable=False, verbose_name='volgnummer')),
                ('form_key', models.UUIDField(editable=False, null=True, unique=True, verbose_name='kenmerk van het formulier')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemaakt door')),
                ('functions', models.ManyToManyField(blank=True, related_name='projects', to='organisatie.jobfunction', verbose_name='functiegroepen')),
                ('locations', models.ManyToManyField(blank=True, related_name='projects', to='organisatie.location', verbose_name='locaties')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='projects', to='organisatie.organisation', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'traject',
                'verbose_name_plural': 'trajecten',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='gaterequest',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gate_requests', to='trajecten.project', verbose_name='traject'),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=60, verbose_name='wat')),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='gegevens')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='wie')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisatie.organisation', verbose_name='organisatie')),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='trajecten.project', verbose_name='traject')),
            ],
            options={
                'verbose_name': 'gebeurtenis',
                'verbose_name_plural': 'geschiedenis',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProjectRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('decider', 'beslisser'), ('lead', 'projectleider'), ('key_figure', 'sleutelfiguur'), ('ambassador', 'ambassadeur'), ('helper', 'helper'), ('owner', 'eigenaar'), ('contact', 'aanspreekpunt')], max_length=12, verbose_name='rol')),
                ('since', models.DateTimeField(auto_now_add=True, verbose_name='sinds')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='tot')),
                ('employee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='project_roles', to='organisatie.employee', verbose_name='medewerker')),
                ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisatie.location', verbose_name='locatie')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='trajecten.project', verbose_name='traject')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='project_roles', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'rol in traject',
                'verbose_name_plural': 'rollen in traject',
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_step', models.PositiveSmallIntegerField(verbose_name='van stap')),
                ('to_step', models.PositiveSmallIntegerField(verbose_name='naar stap')),
                ('reason', models.TextField(max_length=1000, verbose_name='waarom')),
                ('turn', models.PositiveIntegerField(default=0, verbose_name='volgnummer')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reopenings', to='trajecten.project', verbose_name='traject')),
            ],
            options={
                'verbose_name': 'heropening',
                'verbose_name_plural': 'heropeningen',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField(verbose_name='inhoud')),
                ('sha256', models.CharField(max_length=64, verbose_name='controlegetal')),
                ('engine_version', models.PositiveSmallIntegerField(verbose_name='versie van de berekening')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='snapshot', to='trajecten.gaterequest', verbose_name='vraag')),
            ],
            options={
                'verbose_name': 'momentopname',
                'verbose_name_plural': 'momentopnames',
            },
        ),
        migrations.CreateModel(
            name='Threshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='punt')),
                ('value', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='drempelwaarde')),
                ('before', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='vroeger')),
                ('reason', models.CharField(max_length=400, verbose_name='waarom')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='gewijzigd op')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gewijzigd door')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thresholds', to='trajecten.project', verbose_name='traject')),
            ],
            options={
                'verbose_name': 'drempelwaarde',
                'verbose_name_plural': 'drempelwaarden',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='punt')),
                ('reason', models.TextField(max_length=1000, verbose_name='reden')),
                ('measure', models.TextField(max_length=1000, verbose_name='wat we in de plaats doen')),
                ('expires_on', models.DateField(verbose_name='vervalt op')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eigenaar')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waivers', to='trajecten.snapshot', verbose_name='momentopname')),
            ],
            options={
                'verbose_name': 'afwijking',
                'verbose_name_plural': 'afwijkingen',
            },
        ),
        migrations.AddConstraint(
            model_name='gatedecision',
            constraint=models.UniqueConstraint(condition=models.Q(('replaces__isnull', True)), fields=('request',), name='gate_decision_one_first'),
        ),
        migrations.AddConstraint(
            model_name='gatedecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('back_to__isnull', False), ('outcome', 'back')), models.Q(models.Q(('outcome', 'back'), _negated=True), ('back_to__isnull', True)), _connector='OR'), name='gate_decision_back_has_step'),
        ),
        migrations.AddConstraint(
            model_name='gatedecision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'go'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='gate_decision_has_reason', violation_error_message='Schrijf kort op wat je nog nodig hebt'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('status__in', ['waiting', 'busy', 'uncertain'])), fields=['bulk', 'not_before'], name='mail_open'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(fields=['mailing', 'status'], name='mail_of_mailing'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(fields=['subject_key'], name='mail_subject'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['busy', 'uncertain']), _negated=True), ('lease_until__isnull', False), _connector='OR'), name='mail_busy_has_lease'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('step__gte', 1), ('step__lte', 6)), name='project_step_1_to_6', violation_error_message='Een traject heeft zes stappen.'),
        ),
        migrations.AddConstraint(
            model_name='gaterequest',
            constraint=models.UniqueConstraint(fields=('project', 'step', 'round'), name='gate_request_round_once', violation_error_message='Deze vraag is al gesteld.'),
        ),
        migrations.AddConstraint(
            model_name='gaterequest',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('project',), name='gate_request_one_open', violation_error_message='Er loopt al een vraag om een beslissing.'),
        ),
        migrations.AddConstraint(
            model_name='gaterequest',
            constraint=models.CheckConstraint(condition=models.Q(('step__gte', 1), ('step__lte', 5)), name='gate_request_step_1_to_5'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['project', '-at'], name='event_of_project'),
        ),
        migrations.AddConstraint(
            model_name='projectrole',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), ('employee__isnull', False), _connector='OR'), name='project_role_has_person', violation_error_message='Kies wie deze rol opneemt.'),
        ),
        migrations.AddConstraint(
            model_name='projectrole',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True), ('user__isnull', False)), fields=('project', 'role', 'user', 'location'), name='project_role_at_location_once', violation_error_message='Deze persoon heeft die rol al.'),
        ),
        migrations.AddConstraint(
            model_name='projectrole',
            constraint=models.UniqueConstraint(condition=models.Q(('location__isnull', True), ('until__isnull', True), ('user__isnull', False)), fields=('project', 'role', 'user'), name='project_role_user_once', violation_error_message='Deze persoon heeft die rol al.'),
        ),
        migrations.AddConstraint(
            model_name='projectrole',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'decider'), ('until__isnull', True)), fields=('project',), name='project_one_decider', violation_error_message='Een traject heeft één beslisser.'),
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.CheckConstraint(condition=models.Q(('to_step__gte', 1), ('to_step__lt', models.F('from_step'))), name='reopening_goes_back'),
        ),
        migrations.AddIndex(
            model_name='threshold',
            index=models.Index(fields=['project', 'code', '-id'], name='threshold_newest'),
        ),
        migrations.AddConstraint(
            model_name='threshold',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='threshold_has_reason', violation_error_message='Schrijf kort op waarom.'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.UniqueConstraint(fields=('snapshot', 'code'), name='waiver_once_per_criterion'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('measure', ''), _negated=True)), name='waiver_has_reason_and_measure'),
        ),
    ]
