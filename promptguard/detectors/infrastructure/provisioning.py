"""Infrastructure as code: what is to be built at a cloud, and the state that remembers it."""

from promptguard.detectors.infrastructure._shape import config, marks, needed
from promptguard.evidence.materials import CODE
from promptguard.model import Level, Weight
from promptguard.model.rule import Sample

_HCL = r'"[\w.${}/-]{1,80}"[ \t]{0,4}'
_RESOURCE = rf"^[ \t]{{0,4}}(?:resource|data)[ \t]{{1,4}}{_HCL}{_HCL}\{{"

MATERIALS = (
    config(
        "terraform",
        "Terraform or OpenTofu configuration",
        (
            _RESOURCE,
            rf"^(?:provider|module|variable|output)[ \t]{{1,4}}{_HCL}\{{",
            r"^(?:terraform|locals)[ \t]{1,4}\{",
        ),
        marks(
            (2, "a resource or data block of HCL", _RESOURCE),
            (
                1,
                "a typed block of HCL",
                rf"^(?:provider|module|variable|output)[ \t]{{1,4}}{_HCL}\{{",
            ),
            (
                1,
                "refers to variables, locals or modules",
                r"[=({,\[ !$\t](?:var|local|module|data|each|path)\.[a-z_]\w{0,60}",
            ),
            (
                1,
                "names providers or a backend",
                r"^[ \t]{1,8}(?:required_providers|required_version|backend|source[ \t]{0,8}=)",
            ),
        ),
        ("resource", "data", "provider", "module", "variable", "output", "terraform", "locals"),
        "https://developer.hashicorp.com/terraform/language/syntax/configuration",
        paths=((r"\.(?:tf|tofu|hcl)$", 1, "named as Terraform files are"),),
        examples=(
            'resource "aws_instance" "web" {\n  ami = var.image\n}\n',
            Sample("main.tf", 'variable "region" {\n  default = "eu-central-1"\n}\n'),
            'provider "google" {\n  project = var.project\n}\n',
        ),
        counterexamples=(
            'the resource "aws_instance" is described below',
            Sample("x.py", 'TEXT = """\nvariable "region" {\n}\n"""'),
            "data { x }",
        ),
    ),
    config(
        "terraform-state",
        "Terraform state or plan",
        (r'"terraform_version"[ \t]{0,4}:[ \t]{0,4}"',),
        (
            needed(
                "remembers what was built, with every value in clear",
                r'"(?:lineage|planned_values|resource_changes|prior_state)"[ \t]{0,4}:',
                2,
            ),
            *marks(
                (1, "lists resources", r'"(?:resources|modules|outputs|root_module)"[ \t]{0,4}:')
            ),
        ),
        ("terraform_version",),
        "https://developer.hashicorp.com/terraform/language/state/sensitive-data",
        level=Level.RESTRICTED,
        advice="Never send state: it holds passwords and keys in clear. Send the configuration.",
        elsewhere=(),
        examples=(
            '{"version": 4, "terraform_version": "1.9.0", "serial": 3,\n'
            ' "lineage": "<hex:8>-<hex:4>", "outputs": {}, "resources": []}',
            '{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {}}',
        ),
        counterexamples=('{"terraform_version": "1.9.0"}', "terraform_version = 1.9"),
    ),
    config(
        "terraform-variables",
        "Terraform variable values",
        (
            r'^[a-z][\w-]{0,60}[ \t]{0,20}=[ \t]{0,4}(?:["\[{\d]|true|false)',
            r'^[ \t]{0,4}"\w{1,60}"[ \t]?:',
        ),
        (),
        ("=", ":"),
        "https://developer.hashicorp.com/terraform/language/values/variables",
        level=Level.CONFIDENTIAL,
        only=r"\.tfvars(?:\.json)?$",
        weight=Weight(3, "the values of one environment, in a file named so"),
        elsewhere=(),
        signal="[=:]",
        examples=(Sample("prod.tfvars", 'region = "eu-central-1"\ncount  = 3\n'),),
        counterexamples=(
            'region = "eu-central-1"\n',
            Sample("x.tfvars.example", 'region = "eu"\n'),
        ),
    ),
    config(
        "cloudformation",
        "CloudFormation or SAM template",
        (
            r"AWSTemplateFormatVersion",
            r"""\bType["']?[ \t]{0,4}:[ \t]{0,4}["']?AWS::[A-Z]\w{1,40}::[A-Z]\w{1,60}""",
        ),
        marks(
            (
                1,
                "types of AWS resources",
                r"""\bType["']?[ \t]{0,4}:[ \t]{0,4}["']?AWS::[A-Z]\w{1,40}::[A-Z]""",
            ),
            (
                1,
                "a section of resources",
                (
                    r"""^[ \t]{0,8}["']?(?:Resources|Parameters|Outputs|Mappings"""
                    r"""|Transform)["']?[ \t]{0,4}:"""
                ),
            ),
            (
                1,
                "intrinsic functions",
                (
                    r"""!(?:Ref|GetAtt|Sub|Join|ImportValue|FindInMap)\b|["'\s]Fn::[A-Z]"""
                    r"""|["'\s]Ref["']?[ \t]?:"""
                ),
            ),
        ),
        ("awstemplateformatversion", "aws::"),
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html",
        examples=(
            (
                "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Queue:\n    Type: "
                "AWS::SQS::Queue\n"
            ),
            '{\n  "Resources": {"B": {"Type": "AWS::S3::Bucket"}}\n}',
        ),
        counterexamples=(
            "`AWSTemplateFormatVersion` names the format.",
            Sample("x.py", 'T = """\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n"""'),
        ),
    ),
    config(
        "azure-template",
        "Azure Resource Manager template or Bicep file",
        (
            r"schema\.management\.azure\.com/schemas/[\d-]{4,12}/\w{0,40}[dD]eployment",
            r"^resource[ \t]\w{1,60}[ \t]'Microsoft\.\w{1,60}/[\w/]{1,80}@\d{4}-",
            r"^targetScope[ \t]?=[ \t]?'",
        ),
        marks(
            (2, "a resource of Bicep", r"^resource[ \t]\w{1,60}[ \t]'Microsoft\."),
            (
                1,
                "parameters or resources",
                (
                    r'^[ \t]{0,8}"(?:resources|parameters|variables|contentVersion)"[ \t]{0,4}:'
                    r"|^(?:param|var|module)[ \t]\w"
                ),
            ),
            (1, "types of Azure resources", r"""["']Microsoft\.\w{1,60}/\w"""),
        ),
        ("schema.management.azure.com", "microsoft.", "targetscope"),
        "https://learn.microsoft.com/en-us/azure/azure-resource-manager/templates/syntax",
        examples=(
            '{"$schema": '
            '"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n'
            '  "resources": [{"type": "Microsoft.Storage/storageAccounts"}]}',
            (
                "param location string\nresource s "
                "'Microsoft.Storage/storageAccounts@2023-01-01' = {\n}\n"
            ),
        ),
        counterexamples=("see schema.management.azure.com for the schema", "resource name 'x'"),
    ),
    config(
        "pulumi",
        "Pulumi project or stack",
        (r"^runtime[ \t]?:", r"^config[ \t]?:", r"^encryptionsalt:", r"^resources[ \t]?:"),
        marks((1, "a configuration namespace", r"^[ \t]{1,8}[\w-]{1,60}:[\w-]{1,60}:", 1)),
        ("runtime", "config", "encryptionsalt", "resources"),
        "https://www.pulumi.com/docs/iac/concepts/projects/",
        only=r"/Pulumi(?:\.[\w-]+)?\.ya?ml$",
        weight=Weight(2, "named as Pulumi's files are"),
        examples=(Sample("Pulumi.prod.yaml", "config:\n  aws:region: eu-central-1\n"),),
        counterexamples=("config:\n  aws:region: eu-central-1\n",),
    ),
    config(
        "packer-vagrant",
        "Packer template or Vagrantfile",
        (
            r"Vagrant\.configure\(",
            rf"^(?:source|build)[ \t]{{1,4}}(?:{_HCL}{_HCL})?\{{",
            r'^[ \t]{0,8}"builders"[ \t]{0,4}:[ \t]{0,4}\[',
        ),
        marks(
            (
                2,
                "configures a virtual machine",
                (
                    r"^[ \t]{0,8}\w{1,20}\.vm\.(?:box|network|provider|provision|define|hostname"
                    r"|synced_folder)\b"
                ),
            ),
            (1, "provisioners", r'"provisioners"[ \t]{0,4}:|^[ \t]{1,8}provisioner[ \t]"'),
            (
                1,
                "sources of images",
                (
                    r'^[ \t]{0,8}sources[ \t]{0,8}=[ \t]?\[|"type"[ \t]{0,4}:[ '
                    r'\t]{0,4}"[a-z]+-[a-z-]+"'
                ),
            ),
        ),
        ("vagrant.configure", "source", "build", "builders"),
        "https://developer.hashicorp.com/packer/docs/templates",
        elsewhere=(CODE,),
        paths=(
            (r"\.pkr\.hcl$|/Vagrantfile", 1, "named as such files are"),
            (r"\.(?:md|rst|html?|gradle)$", -3, "a manual or a program"),
        ),
        examples=(
            'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\nend\n',
            '{\n  "builders": [{"type": "amazon-ebs"}],\n  "provisioners": []\n}',
        ),
        counterexamples=('"builders": 3', "build {\n}\n"),
    ),
    config(
        "nomad-consul",
        "Nomad job or Consul service",
        (r'^job[ \t]"[\w.${}-]{1,80}"[ \t]?\{', r"^(?:service|services)[ \t]{0,4}=?[ \t]{0,4}\{"),
        marks(
            (
                2,
                "a group or task of a job",
                r'^[ \t]{1,8}(?:group|task)[ \t]"[\w.-]{1,60}"[ \t]?\{',
            ),
            (
                1,
                "says how it is run",
                (
                    r"^[ \t]{1,12}(?:driver|datacenters|port|check|connect|resources|network)[ "
                    r"\t]{0,8}[={]"
                ),
            ),
        ),
        ("job", "service"),
        "https://developer.hashicorp.com/nomad/docs/job-specification",
        paths=((r"\.(?:nomad|hcl)$", 1, "named as such files are"),),
        examples=(
            'job "web" {\n  group "g" {\n    task "t" {\n      driver = "docker"\n    }\n  }\n}\n',
        ),
        counterexamples=('job "web" is done', "service {\n}\n"),
    ),
    config(
        "serverless",
        "Serverless Framework service",
        (r"^provider:[ \t]{0,4}\r?\n",),
        (
            needed(
                "a cloud to run at",
                r"^[ \t]{1,8}name:[ \t]{1,4}(?:aws|google|azure|openwhisk|aliyun|tencent)\b",
            ),
            *marks((1, "functions with handlers", r"^functions:|^[ \t]{1,8}handler:[ \t]")),
        ),
        ("provider",),
        "https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml",
        examples=("service: x\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: h.main\n",),
        counterexamples=("provider:\n  name: openai\n",),
    ),
    config(
        "google-cloud",
        "Deployment Manager template or App Engine service",
        (
            r"^[ \t]{1,8}type:[ \t]{1,4}(?:gcp-types/)?[a-z]\w{1,40}[.-]v\d\w{0,10}[.:][\w.]{2,80}",
            r"^runtime:[ \t]{1,4}(?:python|nodejs|java|go|php|ruby|custom)[\w.]{0,12}[ \t]*\r?$",
        ),
        marks(
            (2, "a list of resources", r"^resources:[ \t]*\r?$"),
            (
                1,
                "how requests are served",
                (
                    r"^(?:handlers|instance_class|automatic_scaling|basic_scaling|manual_scaling"
                    r"|env_variables|entrypoint|service|vpc_access_connector):"
                ),
            ),
        ),
        ("type:", "runtime:"),
        "https://cloud.google.com/appengine/docs/standard/reference/app-yaml",
        examples=(
            "resources:\n- name: a\n  type: pubsub.v1.topic\n",
            "runtime: python312\nservice: web\n",
        ),
        counterexamples=("  type: v1\n", "runtime: python312\n"),
    ),
)
